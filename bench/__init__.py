"""比值：how long and how much memory, always as ratios against something in the same run."""
