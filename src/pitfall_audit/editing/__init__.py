"""Writing into engagement files: answers at their places, and the files people begin with."""
