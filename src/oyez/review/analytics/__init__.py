"""Facts by the million: read in with DuckDB, kept as Parquet, asked through Ibis.

Everything here needs the extra part `analytics`, so nothing of it is loaded before it is asked for.
"""
