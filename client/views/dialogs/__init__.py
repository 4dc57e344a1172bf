"""Windows that ask or tell, opened without waiting: the answer comes to a callable.

* ``frame``: `DialogFrame`, title, text, content and buttons of every dialog of ours.
* ``confirm``: `ConfirmDialog`; ``error``: `ErrorDialog`.
* ``prompter``: `Prompter`, the prompts that pages get from outside.

No dialog runs a loop of its own: inside a coroutine that breaks the event loop of the client.
"""
