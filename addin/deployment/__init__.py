"""部署：what an office without network is given: wheels, licences, manuals, and scripts that install them.

`onsite` is the part that runs there, before anything of ours is installed: standard library only.
"""
