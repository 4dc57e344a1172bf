"""The helper that puts the blacklist into the kernel (requirements 134, 135, 137).

A process of its own, which alone may change the firewall. It asks the switch what is listed, keeps
nftables sets equal to it, and says what it enforces. Without it, and without the right or the
program it needs, the switch drops listed sources itself as before.
"""
