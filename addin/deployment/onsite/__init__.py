"""在现场：installs, upgrades and removes the program on a machine without network.

Runs under a bare Python from the bundle's folder `setup`, so it imports the standard library only,
and modules here only relatively.
"""
