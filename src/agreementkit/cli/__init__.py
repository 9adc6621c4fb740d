"""The command line: the group, and the one place where errors become exit codes.

Every command lives in a module of its own, imported when it is asked for: ``agreementkit --help`` loads nothing heavy.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from pathlib import Path

import click

from agreementkit import __version__
from agreementkit.cli.commands import Commands
from agreementkit.cli.settings import Settings
from agreementkit.errors import AgreementkitError, ExitCode

EPILOG = """\b
Exit codes: 0 done · 1 unexpected fault · 2 usage · 3 missing dependency · 4 not found ·
5 file access or catalog locked · 8 input encrypted or unreadable · 9 invalid
configuration or broken plugin · 20 finished, some documents failed · 130 interrupted.
Completion: add  eval "$(_AGREEMENTKIT_COMPLETE=bash_source agreementkit)"  to ~/.bashrc
(zsh_source, fish_source or powershell_source for the other shells)."""


@click.group(
    cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="agreementkit %(version)s")
@click.option(
    "-d",
    "--db",
    type=click.Path(path_type=Path),
    envvar="AGREEMENTKIT_DB",
    help="The catalog (default: catalog.db in the user's data folder; env AGREEMENTKIT_DB).",
)
@click.option("-v", "--verbose", is_flag=True, help="Say more on stderr.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors on stderr.")
@click.option("--no-progress", is_flag=True, help="Show no progress bar.")
@click.option(
    "--without-plugin",
    multiple=True,
    metavar="NAME",
    envvar="AGREEMENTKIT_WITHOUT_PLUGINS",
    help="Leave a plugin out; may be repeated.",
)
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", help="Language of labels (default: de).")
@click.option("--debug", is_flag=True, help="Show the whole trace of an unexpected fault.")
@click.pass_context
def cli(
    context: click.Context,
    db: Path | None,
    verbose: bool,
    quiet: bool,
    no_progress: bool,
    without_plugin: tuple[str, ...],
    lang: str,
    debug: bool,
) -> None:
    """Read German municipal agreements, and compare what cities agreed."""
    context.obj = Settings(
        db=db,
        verbose=verbose,
        quiet=quiet,
        progress=not no_progress and not quiet,
        without_plugins=without_plugin,
        lang="en" if lang == "en" else "de",
        debug=debug,
    )


def main() -> None:
    """Run the command line and end the process with a documented exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; every error becomes one to three lines on stderr and an exit code."""
    _speak_utf8()
    debug = "--debug" in arguments
    stdout = sys.stdout
    try:
        code = cli.main(args=arguments, prog_name="agreementkit", standalone_mode=False)
        sys.stdout.flush()
        return int(code) if isinstance(code, int) else ExitCode.DONE
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        return _say("Interrupted; what was finished stays stored.", ExitCode.INTERRUPTED)
    except KeyboardInterrupt:
        return _say("Interrupted; what was finished stays stored.", ExitCode.INTERRUPTED)
    except click.ClickException as error:
        hint = f"\nSee: {error.ctx.command_path} --help" if isinstance(error, click.UsageError) and error.ctx else ""
        return _say(f"Error: {error.format_message()}{hint}", ExitCode.USAGE)
    except AgreementkitError as error:
        if debug:
            traceback.print_exc()
        return _say(f"Error: {error}", error.exit_code)
    except SystemExit as end:
        # click turns a closed pipe into this, and replaces stdout by something that swallows the flush at exit
        if sys.stdout is not stdout:
            return _reader_is_gone()
        return end.code if isinstance(end.code, int) else ExitCode.FAULT
    except BrokenPipeError:
        return _reader_is_gone()
    except OSError as error:
        if sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None:
            return _reader_is_gone()  # what Windows calls a closed pipe
        name = f": {error.filename}" if error.filename else ""
        fix = "Check the path, its permissions and the free space."
        return _say(f"Error: {error.strerror or error}{name}\n{fix}", ExitCode.FILE_ACCESS)
    except Exception as error:  # noqa: BLE001 - the edge of the program: no traceback reaches the user unasked
        if debug:
            traceback.print_exc()
        what = f"Error: unexpected {type(error).__name__}: {error}"
        return _say(f"{what}\nPlease report this; --debug shows the whole trace.", ExitCode.FAULT)


def _reader_is_gone() -> int:
    """The reader, e.g. head, has seen enough; nothing more can be written, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return ExitCode.DONE


def _say(message: str, code: ExitCode) -> int:
    """Write at most three printable lines to stderr."""
    lines = [line for line in message.splitlines() if line.strip()][:3]
    shown = "\n".join(
        "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line[:600]) for line in lines
    )
    click.echo(shown, err=True)
    return code


def _speak_utf8() -> None:
    """Make stdout and stderr UTF-8 with bare line feeds everywhere; Windows consoles default to neither."""
    # a program without a console, as a scheduled task may be, has none of them
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - kept until the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
