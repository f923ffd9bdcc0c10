"""Exit codes that belong to no error; those of errors are in translator.errors."""

DONE = 0

#: There are findings, and --strict was given.
FINDINGS = 1

#: The shell's own code for a program stopped by Ctrl-C: 128 + SIGINT.
INTERRUPTED = 130
