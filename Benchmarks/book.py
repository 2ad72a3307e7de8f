"""Writes the book of Q1: equal in law to a mid-market book, one year's terms, one segment.

    python3 book.py ACCOUNTS FILE

The same arguments make the same file: Python's Mersenne Twister of a fixed seed.
"""

import random
import sys

SEATS = 40


def write(accounts, path):
    luck = random.Random(2026)
    with open(path, "w", encoding="ascii") as file:
        file.write("account,arr,renewal-date,term,segment,Seat\n")
        for number in range(accounts):
            arr = round(luck.lognormvariate(10.3, 0.8))
            seat = number % SEATS
            file.write(f"A{number:07},{arr},2026-01-01,12,all-accounts,s{seat:02}\n")


if __name__ == "__main__":
    write(int(sys.argv[1]), sys.argv[2])
