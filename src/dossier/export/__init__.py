"""The finished package, taken out of build/ to be handed in: a plain folder, or a BagIt bag."""
