#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""kill -9 at random moments, while sheets, purchases and lists come into one database.

Each round starts a few commands at once and kills those that are not done a moment later. Then
`verify` must be clean, and what a command had confirmed on its standard output must be there, whole:
whether it was killed after that makes no difference. DESCO_CRASH_SEED plays a run again."""

import contextlib
import datetime
import json
import os
import random
import time

import cli
import people
import tap

ROUNDS = int(os.environ.get("DESCO_CRASH_ROUNDS", "200"))
SEED = os.environ.get("DESCO_CRASH_SEED") or str(random.SystemRandom().randrange(10 ** 9))
AT_ONCE = 3
DAYS = [day for day in (datetime.date(2026, 11, 24) + datetime.timedelta(days=n) for n in range(56))
        if day.weekday() < 5]
# Lists bring pupils of other numbers than those of the class.
FIRST_OF_LISTS = 1000


class Work:
    """A command that runs, and how to find out afterwards whether it is all there."""

    def __init__(self, desk, *words):
        self.desk = desk
        self.words = words
        self.process = None
        self.answer = None
        self.killed = False

    def start(self):
        self.process = self.desk.start(*self.words)

    def stop(self):
        """Kills it unless it is done; whatever it said until then counts."""
        if self.process.poll() is None:
            self.process.kill()
        out, err = self.process.communicate()
        self.killed = self.process.returncode == -9
        with contextlib.suppress(ValueError):
            self.answer = json.loads(out)
        said = f"{self.process.returncode}: {' '.join(self.words)}\n{out.decode()}{err.decode()}"
        assert self.killed or (self.process.returncode == 0 and self.answer), said
        assert self.answer is None or "error" not in self.answer, said

    @property
    def confirmed(self):
        return self.answer is not None


class Sale(Work):
    """Some vouchers for one of the class."""

    def __init__(self, desk, chance, pupil):
        self.quantity = chance.randint(1, 200)
        super().__init__(desk, "purchase", "create", "--pupil", pupil, "--quantity", str(self.quantity))

    def check(self, state):
        if not self.confirmed:
            return
        kept = state.purchases.get(self.answer["id"])
        assert kept == self.answer, f"sold: {self.answer}\nkept: {kept}"


class Sheet(Work):
    """The class's sheet of a day, confirmed with somebody absent."""

    def __init__(self, desk, chance, pupils, day):
        self.absent = chance.sample(pupils, chance.randint(0, 3))
        marks = [word for pupil in self.absent for word in ("--absent", pupil)]
        super().__init__(desk, "attendance", "record", "--class", people.SCHOOL + "/1A",
                         "--date", day.isoformat(), *marks)

    def check(self, state):
        """The same again has nothing left to do (R-22)."""
        if not self.confirmed:
            return
        assert self.answer["absent"] == len(self.absent), self.answer
        again = self.desk.ask(*self.words)
        assert (again["meals"], again["reversed"]) == (0, 0), f"{self.answer}\n{again}"
        for name in ("sheet", "confirmedAt", "expected", "present", "absent"):
            assert again[name] == self.answer[name], f"{name}: {self.answer}\n{again}"


class List(Work):
    """A list of pupils nobody had before, longer each time."""

    def __init__(self, desk, first, count):
        self.codes = {line.split(";")[3] for line in
                      people.pupil_list(count, first, "2B").splitlines()[1:]}
        self.path = desk.write(f"list-{first}.csv", people.pupil_list(count, first, "2B"))
        super().__init__(desk, "import", "pupils", self.path)

    def check(self, state):
        there = len(self.codes & state.tax_codes)
        if self.confirmed:
            assert self.answer["added"] == len(self.codes), self.answer
            assert there == len(self.codes), f"{there} of {len(self.codes)} are there"
        else:
            assert there in (0, len(self.codes)), f"half a list: {there} of {len(self.codes)}"
        os.unlink(self.path)


class State:
    """What the desk answers after a round."""

    def __init__(self, desk):
        self.purchases = {purchase["id"]: purchase for purchase in desk.ask("purchase", "list")}
        self.tax_codes = {pupil["taxCode"] for pupil in desk.ask("pupil", "list")}


class Game:
    """The rounds on one desk."""

    def __init__(self, desk, chance):
        self.desk = desk
        self.chance = chance
        desk.ask("import", "pupils", desk.write("class.csv", people.pupil_list(12)))
        desk.ask("import", "tariffs", desk.write("tariffs.csv", people.TARIFFS))
        self.pupils = [pupil["id"] for pupil in desk.ask("pupil", "list")]
        self.next_pupil = FIRST_OF_LISTS
        self.list_length = 20
        self.sold = []
        self.n_sales = 0
        self.counts = {"killed": 0, "finished": 0, "killed after confirming": 0}
        self.typical = self.measure()

    def measure(self):
        """How long a command takes when nobody kills it, in seconds."""
        begin = time.monotonic()
        for work in (self.make(Sale), self.make(Sheet, DAYS[0]), self.make(List)):
            work.start()
            work.process.wait(timeout=60)
            self.finish(work)
        return (time.monotonic() - begin) / 3

    def make(self, kind, day=None):
        if kind is Sale:
            self.n_sales += 1
            return Sale(self.desk, self.chance, self.chance.choice(self.pupils))
        if kind is Sheet:
            return Sheet(self.desk, self.chance, self.pupils, day)
        self.list_length += 1
        self.next_pupil += self.list_length
        return List(self.desk, self.next_pupil - self.list_length, self.list_length)

    def finish(self, work):
        work.stop()
        self.counts["killed" if work.killed else "finished"] += 1
        self.counts["killed after confirming"] += work.killed and work.confirmed
        if isinstance(work, Sale) and work.confirmed:
            self.sold.append(work)

    def look_after(self, works):
        self.desk.verify()
        state = State(self.desk)
        for work in works + self.sold:
            work.check(state)
        numbers = {purchase["noticeNumber"] for purchase in state.purchases.values()}
        assert len(numbers) == len(state.purchases) <= self.n_sales, "a number was given twice"

    def play(self):
        """One round: nobody says which commands come together, nor when they are killed."""
        days = iter(self.chance.sample(DAYS, AT_ONCE))
        kinds = self.chance.choices((Sale, Sheet, List), k=self.chance.randint(1, AT_ONCE))
        works = [self.make(kind, next(days)) for kind in kinds]
        for work in works:
            work.start()
        for work in self.chance.sample(works, len(works)):
            time.sleep(self.chance.uniform(0, self.typical))
            self.finish(work)
        self.look_after([work for work in works if not isinstance(work, Sale)])


@tap.test("/crash/kill-9/nothing-half-and-nothing-lost")
def kill():
    print(f"# DESCO_CRASH_SEED={SEED}, {ROUNDS} rounds")
    chance = random.Random(SEED)
    with cli.desk() as desk:
        game = Game(desk, chance)
        for number in range(1, ROUNDS + 1):
            try:
                game.play()
            except AssertionError as error:
                raise AssertionError(f"round {number} of seed {SEED}: {error}") from error
        print("# " + ", ".join(f"{name} {count}" for name, count in game.counts.items()))
        if ROUNDS >= 50:
            assert min(game.counts["killed"], game.counts["finished"]) >= ROUNDS // 10, game.counts


if __name__ == "__main__":
    tap.run()
