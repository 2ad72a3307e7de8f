"""Q1 in numpy.

    python3 numpy_q1.py plain|shared BOOK TRIALS PROCESSES SAMPLES

`plain` is written as its users write it: every model draws everything itself, double precision,
the default generator. `shared` is an expert's: every draw shared by the models, single precision
where it suffices, the fastest generator, chunks that fit the cache.

Writes NRR and payout as doubles, [model][figure][trial], and prints the seconds of the trials.
"""

import csv
import json
import resource
import sys
import time
from multiprocessing import Pool

import numpy as np

SEATS = 40
RENEWAL, MARKET_SD = 0.88, 0.35
CONTRACTION, CONTRACTION_SIZE = 0.08, (0.10, 0.30)
INCREASE, INCREASE_SIZE = 0.50, (0.02, 0.06)
RATES, SIZES, SIZE_CV = (0.20, 0.08, 0.03), (0.12, 0.20, 0.40), 0.8
FOUND, ACCEPTED, WON = 0.80, 0.90, 0.50
RENEWAL_RATIOS = (1, 0.9, 1.1, 1.05)
WON_RATIOS = (1, 0.8, 0.9, 1.4)
MODELS = len(RENEWAL_RATIOS)
TARGET_INCENTIVE, QUOTA = 40_000, 0.95
KNOTS, PAYS = (0.8, 1.0, 1.2), (0.5, 1.0, 3.0)

LOG_SD = np.sqrt(np.log(1 + SIZE_CV**2))
LOG_MEANS = [np.log(size) - LOG_SD**2 / 2 for size in SIZES]


def intercept():
    """The log-odds whose mean chance over the market is the stated one."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    low, high = 0.0, 6.0
    for _ in range(80):
        middle = (low + high) / 2
        chances = 1 / (1 + np.exp(-(middle + MARKET_SD * nodes)))
        if (weights * chances).sum() / weights.sum() < RENEWAL:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def win(model):
    """Chance that an opportunity is found, accepted and won."""
    odds = WON / (1 - WON) * WON_RATIOS[model]
    return FOUND * ACCEPTED * odds / (1 + odds)


def read(path):
    """ARR and the first account of each seat, the accounts sorted by seat."""
    with open(path, encoding="ascii") as file:
        rows = list(csv.DictReader(file))
    arr = np.array([float(row["arr"]) for row in rows])
    seat = np.array([int(row["Seat"][1:]) for row in rows])
    order = np.argsort(seat, kind="stable")
    return arr[order], np.searchsorted(seat[order], np.arange(SEATS))


def settle(ending, arr, starts):
    """NRR and payout from the ending ARR of trial and account."""
    seats = np.add.reduceat(ending, starts, axis=1, dtype=np.float64)
    nrr = seats.sum(axis=1) / arr.sum()
    attainment = seats / np.add.reduceat(arr, starts) / QUOTA
    pay = np.interp(attainment, KNOTS, PAYS, left=0) * TARGET_INCENTIVE
    return nrr, pay.sum(axis=1)


def plain(rng, arr, starts, base, trials):
    shape = (trials, len(arr))
    figures = []
    for model in range(MODELS):
        shock = rng.normal(0, MARKET_SD, (trials, 1))
        chance = 1 / (1 + np.exp(-(base + np.log(RENEWAL_RATIOS[model]) + shock)))
        renewed = rng.random(shape) < chance
        luck = rng.random(shape)
        change = np.where(luck < CONTRACTION, -rng.uniform(*CONTRACTION_SIZE, shape), 0)
        change += np.where(luck >= 1 - INCREASE, rng.uniform(*INCREASE_SIZE, shape), 0)
        ending = arr * renewed * (1 + change)
        for motion, rate in enumerate(RATES):
            wins = rng.poisson(rate * win(model), shape)
            while wins.any():
                where = np.nonzero(wins)
                ending[where] *= 1 + rng.lognormal(LOG_MEANS[motion], LOG_SD, len(where[0]))
                wins[where] -= 1
        figures.append(settle(ending, arr, starts))
    return figures


def shared(rng, arr, starts, base, trials):
    shape = (trials, len(arr))
    single = np.float32
    shock = rng.normal(0, MARKET_SD, (trials, 1))
    renewal_luck = rng.random(shape, dtype=single)
    luck = rng.random(shape, dtype=single)
    part = rng.random(shape, dtype=single)
    change = np.where(
        luck < single(CONTRACTION),
        single(1 - CONTRACTION_SIZE[0]) - part * single(CONTRACTION_SIZE[1] - CONTRACTION_SIZE[0]),
        np.where(
            luck >= single(1 - INCREASE),
            single(1 + INCREASE_SIZE[0]) + part * single(INCREASE_SIZE[1] - INCREASE_SIZE[0]),
            single(1)))
    change *= arr.astype(single)
    # Arrivals are rare: their number over all cells, then the cell of each.
    cells = trials * len(arr)
    events = []
    for motion, rate in enumerate(RATES):
        count = rng.poisson(rate * cells)
        size = np.exp(
            single(LOG_MEANS[motion]) + single(LOG_SD) * rng.standard_normal(count, dtype=single))
        events.append((rng.integers(cells, size=count), 1 + size, rng.random(count, dtype=single)))
    cell, growth, won = (np.concatenate(parts) for parts in zip(*events))
    figures = []
    for model in range(MODELS):
        chance = 1 / (1 + np.exp(-(base + np.log(RENEWAL_RATIOS[model]) + shock)))
        ending = change * (renewal_luck < chance.astype(single))
        wins = won < win(model)
        np.multiply.at(ending.reshape(-1), cell[wins], growth[wins])
        figures.append(settle(ending, arr, starts))
    return figures


def work(job):
    style, path, first, last, number = job
    arr, starts = read(path)
    bits = np.random.PCG64 if style == "plain" else np.random.SFC64
    rng = np.random.Generator(bits([2026, number]))
    chunk = 250 if style == "plain" else 50
    base = intercept()
    draw = plain if style == "plain" else shared
    parts = [
        np.array(draw(rng, arr, starts, base, min(chunk, last - trial)))
        for trial in range(first, last, chunk)
    ]
    return np.concatenate(parts, axis=2)


def processor():
    """Seconds of this process and of those it has waited for."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main(style, path, trials, processes, samples):
    cuts = [trials * part // processes for part in range(processes + 1)]
    jobs = [(style, path, cuts[i], cuts[i + 1], i) for i in range(processes)]
    wall, before = time.perf_counter(), processor()
    if processes == 1:
        parts = [work(jobs[0])]
    else:
        with Pool(processes) as pool:
            parts = pool.map(work, jobs)
            pool.close()
            pool.join()
    figures = np.concatenate(parts, axis=2)
    print(json.dumps({"wall": time.perf_counter() - wall, "cpu": processor() - before}))
    figures.astype("f8").tofile(samples)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
