"""``agreementkit plugins``: what is installed, from where, and what it reads."""

from __future__ import annotations

import click

from agreementkit.cli.settings import Settings, pass_settings
from agreementkit.cli.writing import write_text


@click.command("plugins")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_settings
def plugins_command(settings: Settings, as_json: bool) -> None:
    """List the plugins: name, version, distribution, hooks and fields."""
    import json

    from agreementkit.plugins import load_plugins

    infos = load_plugins(without=settings.without_plugins).infos
    if as_json:
        rows = [
            {
                "name": info.name,
                "version": info.description.version if info.description else None,
                "module": info.module,
                "distribution": f"{info.distribution} {info.version}",
                "hooks": list(info.hooks),
                "fields": [
                    {"kind": field.kind, "label_de": field.label_de, "label_en": field.label_en}
                    for field in (info.description or ())
                ],
            }
            for info in infos
        ]
        write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return
    lines = []
    for info in infos:
        fields = [field.label_de if settings.lang == "de" else field.label_en for field in (info.description or ())]
        version = info.description.version if info.description else "?"
        lines.append(f"{info.name:12} {version:8} {info.distribution} {info.version}: {', '.join(fields)}")
    write_text("\n".join(lines) + "\n")
