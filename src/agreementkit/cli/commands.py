"""The commands by name; each module is imported when its command is asked for."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "ingest": "Read a folder of agreements into the catalog.",
    "extract": "Read files and print their records; stores nothing.",
    "normalize": "Print the repaired text that evidence counts in.",
    "show": "Show one agreement of the catalog.",
    "list": "List the agreements of the catalog.",
    "search": "Find words in all agreements.",
    "compare": "Compare cities field by field, with places.",
    "deadlines": "Say who can leave by when.",
    "export": "Write all records as JSON, JSON Lines or CSV.",
    "verify": "Check a record's evidence against its source.",
    "query": "Run read-only SQL on the catalog.",
    "evaluate": "Score extraction against gold records.",
    "plugins": "List the plugins and what they read.",
    "plugin": "Write a plugin of one's own.",
    "schema": "Print the JSON Schema of the record.",
    "doctor": "Check what this machine has and lacks.",
    "demo": "Run the whole job on scans that come along.",
}
"""Every command and what it does; here, so that ``--help`` imports none of them."""


class Commands(click.Group):
    """The built-in commands, then those that plugins add."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The built-in names in the order of the work, then the plugins'."""
        return [*COMMANDS, *sorted(set(super().list_commands(ctx)) - set(COMMANDS))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a built-in command, or ask the plugins for theirs."""
        if cmd_name in COMMANDS:
            module = import_module(f"agreementkit.cli.{cmd_name}")
            command = getattr(module, f"{cmd_name}_command")
            return command if isinstance(command, click.Command) else None
        self._add_plugin_commands(ctx)
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write names and descriptions; a built-in command is not imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._described(ctx, name)) for name in self.list_commands(ctx)])

    def _described(self, ctx: click.Context, name: str) -> str:
        command = None if name in COMMANDS else super().get_command(ctx, name)
        return command.get_short_help_str() if command else COMMANDS[name]

    def _add_plugin_commands(self, ctx: click.Context) -> None:
        from agreementkit.plugins import load_plugins

        plugins = load_plugins(without=ctx.params.get("without_plugin") or ())
        plugins.manager.hook.agreementkit_commands(cli=self)
