"""Facts and folder → findings. Each check is a function that touches no disk."""
