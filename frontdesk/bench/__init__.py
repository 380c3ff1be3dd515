"""How fast it is on this machine: each act of the desk beside the bare driver doing the very same transaction.

``places`` makes databases of its own, ``days`` fills them, ``bare`` is the driver without us, ``measuring`` runs both
in turns, ``screen`` measures the real program through a terminal, ``load`` six of them at work on one database,
``figures`` is what comes out.
"""
