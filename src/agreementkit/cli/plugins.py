"""``agreementkit plugins``: what is installed, from where, and what it reads."""

from __future__ import annotations

import click

from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.writing import write_text
from agreementkit.errors import ExitCode


@click.command("plugins")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_settings
def plugins_command(settings: Settings, as_json: bool) -> int:
    """List the plugins: name, version, distribution, hooks and fields; then the OCR engines.

    Field files that were refused are named on stderr with the reason, and the exit code is 9.
    """
    import json

    from agreementkit.engines import ocr_engines
    from agreementkit.plugins import load_plugins

    plugins = load_plugins(without=settings.without_plugins)
    infos = plugins.infos
    engines = [(name, brought.plugin, brought.engine.state()) for name, brought in ocr_engines(plugins).items()]
    for refused in plugins.refused:
        click.echo(f"Refused: {refused}", err=True)
    code = ExitCode.CONFIGURATION if plugins.refused else ExitCode.DONE
    if as_json:
        rows = [
            {
                "name": info.name,
                "version": info.description.version if info.description else None,
                "module": info.module,
                "distribution": f"{info.distribution} {info.version}",
                "hooks": list(info.hooks),
                "ocr_engines": [
                    {"name": name, "version": state.version, "languages": list(state.languages)}
                    for name, plugin, state in engines
                    if plugin == info.name
                ],
                "fields": [
                    {"kind": field.kind, "label_de": field.label_de, "label_en": field.label_en}
                    for field in (info.description or ())
                ],
            }
            for info in infos
        ]
        write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return code
    lines = []
    for info in infos:
        fields = [field.label_de if settings.lang == "de" else field.label_en for field in (info.description or ())]
        fields += [f"OCR: {name}" for name, plugin, _ in engines if plugin == info.name]
        version = info.description.version if info.description else "–"
        origin = f"{info.distribution} {info.version}"
        lines.append(f"{info.name:24} {version:12} {origin}: {', '.join(fields) or '–'}")
    lines.append("\nOCR:")
    for name, plugin, state in engines:
        origin = f"plugin {plugin}" if plugin else "agreementkit"
        what = ", ".join(state.languages) if state.version else state.fix
        lines.append(f"{name:24} {state.version or '–':12} {origin}: {what}")
    write_text("\n".join(lines) + "\n")
    return code
