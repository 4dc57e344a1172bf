"""What the operator sees: windows over pages over dialogs over actions over widgets.

Views hold no data and reach no network: they get models and a session, and show what those say.
"""
