"""Sweeps of quotient on Spark, and its large tables as Parquet."""

from .plan import Plan, SweepProblem, Task
from .sweep import Outcome, sweep

__all__ = ["Outcome", "Plan", "SweepProblem", "Task", "sweep"]
