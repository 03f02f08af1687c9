"""A dashboard plugin only: Hermes wants a module here before it lists and enables one."""


def register(ctx):
    """Nothing for the agent."""
