"""A believable morning at a counter, for looking at and for trying out: people made up, a colleague who works alone.

``morning`` makes up who comes and what they are like, ``colleague`` decides what somebody at a counter does next,
``play`` lets it happen, ``house`` opens it with the screen on top or without.
"""
