"""What the file is: the texts it holds, which of them are plans, and what it says of each plan as a whole."""
