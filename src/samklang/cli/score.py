"""`samklang score`: scores any text, with or without a workspace."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

import click

from samklang.cli.progress import reporting_progress
from samklang.cli.shared import cache_options, caching, config_option, open_workspace, progress_option
from samklang.errors import CollectError, Exit
from samklang.frontends.commands import Text, find, located, read, scorer_for
from samklang.model import Measurement, Skipped
from samklang.words import counted

_CHUNK = 1_000
_LINES = (".jsonl", ".ndjson")


@click.command(name="score")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@cache_options
@progress_option
def command(
    files: tuple[Path, ...],
    config: Path | None,
    form: str,
    folder: Path | None,
    cached: bool,
    show_progress: bool,
) -> int:
    """Score texts on every trait, from -100 to 100, with margins.

    FILES are files of copy, in which every passage is scored; or .jsonl files, or - for standard input, in
    which every line is scored: either a JSON object with "id", "text" and optionally "lang", or plain text.
    """
    workspace = open_workspace(config, Path.cwd()) if config or find(Path.cwd()) else None
    errors: list[str] = []
    with reporting_progress(show_progress) as progress, caching(workspace, folder, cached) as cache:
        scorer = scorer_for(workspace, progress, cache)
        texts = _texts(files or (Path("-"),), errors)
        while chunk := list(islice(texts, _CHUNK)):
            for text, language, measurement in scorer.score(chunk):
                answer = _answer(text, language, measurement, scorer.heads.traits)
                _print(answer, text.text, form)
            sys.stdout.flush()
    for message in errors:
        click.echo(f"samklang: {message}", err=True)
    return Exit.USER_ERROR if errors else Exit.IN_TUNE


def _texts(files: Iterable[Path], errors: list[str]) -> Iterator[Text]:
    for path in files:
        if str(path) == "-":
            yield from _lines(sys.stdin.buffer, "standard input", errors)
        elif path.suffix in _LINES:
            try:
                with path.open("rb") as file:
                    yield from _lines(file, path.as_posix(), errors)
            except OSError as error:
                errors.append(f"{path}: {error.strerror}")
        else:
            yield from _passages(path, errors)


def _passages(path: Path, errors: list[str]) -> Iterator[Text]:
    document = read(path)
    if isinstance(document, Skipped):
        errors.append(f"{document.name}: {document.reason}. {document.hint}")
        return
    for index, block in enumerate(document.blocks):
        yield Text(located(document, index), block.text, block.language)


def _lines(file: IO[bytes], name: str, errors: list[str]) -> Iterator[Text]:
    for number, raw in enumerate(file, start=1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            if line:
                yield _parse(line, number)
        except UnicodeDecodeError:
            errors.append(f"{name}:{number}: is not UTF-8")
        except CollectError as error:
            errors.append(f"{name}:{number}: {error.message}")


def _parse(line: str, number: int) -> Text:
    if not line.startswith("{"):
        return Text(str(number), line)
    try:
        data: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CollectError(f"is not JSON: {error}") from error
    text, language = data.get("text"), data.get("lang")
    if not isinstance(text, str):
        raise CollectError('has no "text" of type string')
    if language is not None and not isinstance(language, str):
        raise CollectError('its "lang" is not a string')
    return Text(str(data.get("id", number)), text, language)


def _answer(
    text: Text, language: str, measurement: Measurement | None, traits: tuple[str, ...]
) -> dict[str, Any]:
    if measurement is None:
        abstained = {"score": 0.0, "margin": 100.0, "abstained": True}
        effort = {"lix": 0.0, "words_per_sentence": 0.0, "steps": 0}
        scores = dict.fromkeys(traits, abstained)
        return {"id": text.id, "lang": language, "traits": scores, "effort": effort}
    return {
        "id": text.id,
        "lang": language,
        "traits": {
            trait: {
                "score": round(score.score, 4),
                "margin": round(score.margin, 2),
                "abstained": score.abstained,
            }
            for trait, score in measurement.traits.items()
        },
        "effort": {
            "lix": round(measurement.effort.lix, 2),
            "words_per_sentence": round(measurement.effort.words_per_sentence, 2),
            "steps": measurement.effort.steps,
        },
    }


def _print(answer: dict[str, Any], text: str, form: str) -> None:
    if form == "jsonl":
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        return
    short = text if len(text) <= 70 else text[:69] + "…"
    sys.stdout.write(f"{answer['id']} ({answer['lang']}): {short}\n")
    for trait, score in answer["traits"].items():
        suffix = "  abstains" if score["abstained"] else ""
        sys.stdout.write(f"  {trait:14} {score['score']:+5.0f}  ± {score['margin']:.0f}{suffix}\n")
    effort = answer["effort"]
    sys.stdout.write(
        f"  {'effort':14} LIX {effort['lix']:.0f}, {effort['words_per_sentence']:.0f} words a sentence, "
        f"{counted(effort['steps'], 'step')}\n"
    )
