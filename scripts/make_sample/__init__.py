"""The sample school: its workbooks and its evidence, made again byte for byte from data/."""
