"""What single commands of the command line say; the command line itself prints it."""
