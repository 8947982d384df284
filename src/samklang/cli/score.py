"""`samklang score`: raw scores of any text, with or without a workspace."""

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
    help="How to say it.",
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

    FILE is a file of copy, of which every passage is scored; or a .jsonl file, or - for standard
    input, of which every line is: JSON lines with "id", "text" and if known "lang", or plain lines.
    """
    workspace = open_workspace(config, Path.cwd()) if config or find(Path.cwd()) else None
    bad: list[str] = []
    with reporting_progress(show_progress) as progress, caching(workspace, folder, cached) as cache:
        scorer = scorer_for(workspace, progress, cache)
        texts = _texts(files or (Path("-"),), bad)
        while chunk := list(islice(texts, _CHUNK)):
            for text, language, one in scorer.score(chunk):
                answer = _answer(text, language, one, scorer.heads.traits)
                _say(answer, text.text, form)
            sys.stdout.flush()
    for message in bad:
        click.echo(f"samklang: {message}", err=True)
    return Exit.USER_ERROR if bad else Exit.IN_TUNE


def _texts(files: Iterable[Path], bad: list[str]) -> Iterator[Text]:
    for path in files:
        if str(path) == "-":
            yield from _lines(sys.stdin.buffer, "standard input", bad)
        elif path.suffix in _LINES:
            try:
                with path.open("rb") as file:
                    yield from _lines(file, path.as_posix(), bad)
            except OSError as error:
                bad.append(f"{path}: {error.strerror}")
        else:
            yield from _passages(path, bad)


def _passages(path: Path, bad: list[str]) -> Iterator[Text]:
    document = read(path)
    if isinstance(document, Skipped):
        bad.append(f"{document.name}: {document.reason}. {document.hint}")
        return
    for at, block in enumerate(document.blocks):
        yield Text(located(document, at), block.text, block.language)


def _lines(file: IO[bytes], name: str, bad: list[str]) -> Iterator[Text]:
    for number, raw in enumerate(file, start=1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            if line:
                yield _parse(line, number)
        except UnicodeDecodeError:
            bad.append(f"{name}:{number}: is not UTF-8")
        except CollectError as error:
            bad.append(f"{name}:{number}: {error.message}")


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


def _answer(text: Text, language: str, one: Measurement | None, traits: tuple[str, ...]) -> dict[str, Any]:
    if one is None:
        nothing = {"score": 0.0, "margin": 100.0, "abstained": True}
        effort = {"lix": 0.0, "words_per_sentence": 0.0, "steps": 0}
        return {"id": text.id, "lang": language, "traits": dict.fromkeys(traits, nothing), "effort": effort}
    return {
        "id": text.id,
        "lang": language,
        "traits": {
            trait: {
                "score": round(score.score, 4),
                "margin": round(score.margin, 2),
                "abstained": score.abstained,
            }
            for trait, score in one.traits.items()
        },
        "effort": {
            "lix": round(one.effort.lix, 2),
            "words_per_sentence": round(one.effort.words_per_sentence, 2),
            "steps": one.effort.steps,
        },
    }


def _say(answer: dict[str, Any], text: str, form: str) -> None:
    if form == "jsonl":
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        return
    short = text if len(text) <= 70 else text[:69] + "…"
    sys.stdout.write(f"{answer['id']} ({answer['lang']}): {short}\n")
    for trait, of in answer["traits"].items():
        unsure = "  abstains" if of["abstained"] else ""
        sys.stdout.write(f"  {trait:14} {of['score']:+5.0f}  ± {of['margin']:.0f}{unsure}\n")
    effort = answer["effort"]
    sys.stdout.write(
        f"  {'effort':14} LIX {effort['lix']:.0f}, {effort['words_per_sentence']:.0f} words a sentence, "
        f"{counted(effort['steps'], 'step')}\n"
    )
