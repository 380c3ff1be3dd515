"""Ten thousand people made up for a measurement, the same in every run."""

from __future__ import annotations

from random import Random

from frontdesk.domain.customers import Customer

SEED = 10562

_FIRST = (
    "Ana", "Ángel", "Beatriz", "Bruno", "Carmen", "César", "Diana", "Diego", "Elena", "Esteban", "Fátima", "Félix",
    "Gloria", "Gonzalo", "Héctor", "Inés", "Iván", "Jimena", "Joaquín", "Julia", "Lucía", "Luis", "Marta", "Martín",
    "Nadia", "Nicolás", "Olga", "Óscar", "Paula", "Pedro", "Rocío", "Rosa", "Sara", "Simón", "Teresa", "Tomás",
    "Úrsula", "Vera", "Víctor", "Zoë",
)  # fmt: skip
_LAST = (
    "Acosta", "Aguilar", "Álvarez", "Benítez", "Bravo", "Cabrera", "Castillo", "Cruz", "Delgado", "Díaz", "Domínguez",
    "Espinoza", "Fernández", "Flores", "García", "Gómez", "González", "Guerrero", "Herrera", "Ibáñez", "Jiménez",
    "López", "Luna", "Maldonado", "Martínez", "Medina", "Mendoza", "Molina", "Morales", "Muñoz", "Navarro", "Núñez",
    "Ortega", "Paredes", "Peña", "Pérez", "Quispe", "Ramírez", "Reyes", "Rivas", "Rodríguez", "Rojas", "Romero",
    "Salazar", "Sánchez", "Soto", "Suárez", "Torres", "Vargas", "Vega",
)  # fmt: skip
_SEGMENTS = (None, None, None, "regular", "gold", "vip")


def people(how_many: int) -> list[Customer]:
    """So many customers, by number; two have a whole name in common now and then, as in any town."""
    chance = Random(SEED)
    return [
        Customer(
            id=f"C-{n:05d}",
            name=f"{chance.choice(_FIRST)} {chance.choice(_LAST)} {chance.choice(_LAST)}",
            phone=f"9{chance.randrange(10**8):08d}",
            language=("es", "en", None)[n % 3],
            segment=_SEGMENTS[n % len(_SEGMENTS)],
            created_at=1_700_000_000 + n,
        )
        for n in range(1, how_many + 1)
    ]
