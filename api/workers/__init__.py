"""The processes that run queries, and how requests get at them: see `api.workers.pool.pool`."""
