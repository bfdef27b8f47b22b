"""Runs clang-tidy over our own sources, many of them in one translation unit.

A source costs clang-tidy seconds for the headers of the C++ library, ten for Qt's and fifty for torch's, and
a moment for itself. So sources that can stand in one translation unit are included by one generated file:
those whose own names (unnamed namespaces, tests, types of their headers) do not clash. Should clang not take
such a unit all the same, its sources are looked at one by one. A unit found clean is not looked at again
until one of its sources, a project header that it includes, its flags or .clang-tidy change.

tidy_units.py DATABASE [FILE...]: all sources of compile_commands.json, or those named (for a header the source
beside it).
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "latentbrush" / "tidy"
TIDY = "clang-tidy-14"
OURS = ("core", "ui", "app", "bench", "tests")
ENTRIES = ("main", "LLVMFuzzerTestOneInput")  # each program has one: renamed, so that they stand together
LARGEST = 40  # sources in a unit: few enough that the cores share the work

INCLUDE = re.compile(r'^#include "([^"]+)"', re.M)
NAMESPACE = re.compile(r"^(?:inline )?namespace ([\w:]*) ?\{")
TEST = re.compile(r"^(?:TEST|TEST_F|TEST_P|RC_GTEST_PROP)\((\w+), (\w+)")
DEFINED = re.compile(r"\b(?![A-Z_0-9]+\b)([A-Za-z_]\w*)(?= ?[({=;\[]| : )")
TYPE = re.compile(r"^(?:class|struct|enum class|enum|union) (\w+)")


def flags_of(command):
    """What matters to clang: macros, include folders and the language; GCC's precompiled headers do not."""
    words = shlex.split(command)
    flags = []
    for word, following in zip(words, words[1:] + [""]):
        if word == "-isystem":
            flags.append(f"-isystem{following}")
        elif word.startswith(("-D", "-I", "-std=")) and not word.startswith("-DQT_TESTCASE_"):
            flags.append(word)
    return flags


def project_headers(source, folders, known):
    """Source and headers of the project that it includes, directly or not."""
    found, waiting = [], [source]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.append(path)
        if path not in known:
            known[path] = []
            for name in INCLUDE.findall(path.read_text(errors="replace")):
                candidates = (folder / name for folder in [path.parent, *folders])
                known[path] += [c.resolve() for c in candidates if c.is_file()][:1]
        waiting += [p for p in known[path] if p.is_relative_to(ROOT)]
    return found


def own_names(path):
    """name → text, of what would clash if another file of the same unit defined it as well."""
    names, namespaces, header = {}, [], path.suffix == ".h"
    for line in path.read_text(errors="replace").splitlines():
        opened = NAMESPACE.match(line)
        if opened and "}" not in line:
            namespaces.append(opened[1])
        elif line.startswith("} // namespace") and namespaces:
            namespaces.pop()
        if opened or not line[:1].isalpha() or line.startswith(("using namespace", "namespace ")):
            continue
        scope = "::".join(filter(None, namespaces))
        test, kind = TEST.match(line), TYPE.match(line)
        if test:
            names[scope, "_".join(test.groups())] = str(path)
        elif line.startswith("using "):
            names[scope, line.split()[1].rstrip(";")] = line
        elif kind and not line.endswith(";"):
            names[scope, kind[1]] = str(path)
        elif not header and ("" in namespaces or line.startswith("static ")):
            defined = DEFINED.findall(line.split("//")[0])
            names.update({(scope, name): str(path) for name in defined})
            names.update({(scope, f"{name}()"): str(path) for name in defined})
        elif header and line.startswith(("inline ", "constexpr ")):
            names.update({(scope, name): str(path) for name in DEFINED.findall(line)[:1]})
        elif header and "(" in line:  # headers may overload one another, but no other source's own function
            names.update({(scope, f"{name}()"): "declared" for name in DEFINED.findall(line)[:1]})
    return names


# What a `using namespace` of one source brings in may clash with another's global names.
def global_ones(names):
    return {name for scope, name in names if not scope}


def scoped_ones(names):
    return {name for scope, name in names if scope}


class Unit:
    """Sources that stand in one translation unit, with the flags and the names of all of them."""

    def __init__(self):
        self.sources, self.flags, self.files, self.names = [], [], [], {}

    def takes(self, flags, names):
        macros = {f.split("=")[0]: f for f in self.flags if f.startswith("-D")}
        return len(self.sources) < LARGEST and \
            all(macros.get(f.split("=")[0], f) == f for f in flags) and \
            all(self.names.get(name, text) == text for name, text in names.items()) and \
            not global_ones(names) & scoped_ones(self.names) and not global_ones(self.names) & scoped_ones(names)

    def add(self, source, flags, files, names):
        self.sources.append(source)
        self.flags += [f for f in flags if f not in self.flags]
        self.files += [f for f in files if f not in self.files]
        self.names.update(names)

    def key(self):
        digest = hashlib.sha256(pathlib.Path(__file__).read_bytes())
        digest.update("\n".join(self.flags).encode())
        for path in [ROOT / ".clang-tidy", *sorted(self.files)]:
            digest.update(f"{path}\n".encode() + path.read_bytes())
        return digest.hexdigest()


def units_of(database, wanted):
    """The units, dear ones first. What needs torch or Qt stands apart from what does not."""
    kinds, known, names_of, seen = {}, {}, {}, set()
    for entry in sorted(json.loads(database.read_text()), key=lambda e: e["file"]):
        source = pathlib.Path(entry["file"])
        ours = source.is_relative_to(ROOT) and source.relative_to(ROOT).parts[0] in OURS
        if not ours or source in seen or (wanted and source not in wanted):
            continue
        seen.add(source)
        flags = flags_of(entry["command"])
        folders = [pathlib.Path(f[2:]) for f in flags if f.startswith("-I")]
        files = project_headers(source, folders, known)
        names = {}
        for path in files:
            if path not in names_of:
                names_of[path] = own_names(path)
            names.update(names_of[path])
        dear = tuple(any(mark in flag for flag in flags) for mark in ("libtorch", "QT_WIDGETS_LIB"))
        units = kinds.setdefault(dear, [])
        unit = next((u for u in units if u.takes(flags, names)), None)
        if unit is None:
            units.append(unit := Unit())
        unit.add(source, flags, files, names)
    return [unit for dear in sorted(kinds, reverse=True) for unit in kinds[dear]]


def included(source, number):
    """A source's lines in the unit's file."""
    renamed = "".join(f"#undef {name}\n#define {name} {name}{number}\n" for name in ENTRIES)
    return f'{renamed}#include "{source}" // NOLINT(bugprone-suspicious-include)\n'


def tidy(unit, folder):
    """What clang-tidy says of the unit; empty when clean."""
    clean = CACHE / unit.key()
    if clean.exists():
        clean.touch()
        return ""
    main = unit.sources[0]
    if len(unit.sources) > 1:
        main = folder / f"{clean.name[:16]}.cpp"
        main.write_text("".join(map(included, unit.sources, range(len(unit.sources)))))
    own = "|".join(OURS)
    done = subprocess.run(
        [TIDY, "--quiet", f"--config-file={ROOT}/.clang-tidy",
         f"--header-filter=^{re.escape(str(ROOT))}/(build/[a-z]+/include/.*\\.h|({own})/.*\\.(h|cpp))$",
         str(main), "--", *unit.flags, "-w", "-ferror-limit=0"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)
    if done.returncode == 0:
        CACHE.mkdir(parents=True, exist_ok=True)
        clean.touch()
        return ""
    if "clang-diagnostic-error" in done.stdout and len(unit.sources) > 1:
        return "".join(tidy(part, folder) for part in parts_of(unit, done.stdout))
    return done.stdout


def parts_of(unit, said):
    """The unit without the sources that clang names in its errors, and those one by one."""
    named = set(re.findall(r"^(\S+?):\d+:\d+: error: .*\[clang-diagnostic-error\]", said, re.M))
    apart = [s for s in unit.sources if str(s) in named] or unit.sources
    together = [s for s in unit.sources if s not in apart]
    folders = [pathlib.Path(f[2:]) for f in unit.flags if f.startswith("-I")]
    for sources in [together, *([s] for s in apart)]:
        part = Unit()
        for source in sources:
            part.add(source, unit.flags, project_headers(source, folders, {}), {})
        if sources:
            yield part


def main():
    database = pathlib.Path(sys.argv[1])
    wanted = {pathlib.Path(name).resolve().with_suffix(".cpp") for name in sys.argv[2:]}
    units = units_of(database, wanted)
    folder = database.parent / "tidy"
    folder.mkdir(exist_ok=True)

    def looked_at(unit):
        begin = time.monotonic()
        said = tidy(unit, folder)
        findings = dict.fromkeys(re.findall(r"^\S+:\d+:\d+: (?:error|warning): .*$", said, re.M))
        print("\n".join(findings) or said, end="\n" if said else "", flush=True)
        print(f"{time.monotonic() - begin:5.0f} s  {len(unit.sources)} sources from "
              f"{unit.sources[0].relative_to(ROOT)} to {unit.sources[-1].relative_to(ROOT)}", file=sys.stderr)
        return not said

    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        clean = list(pool.map(looked_at, units))
    sys.exit(0 if all(clean) else 1)


if __name__ == "__main__":
    main()
