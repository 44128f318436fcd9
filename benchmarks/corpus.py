"""Invented engagements to measure with: the same files from the same seed, 1 to 12 KB each.

They use every section that the examples use. Some describe themselves, others are described
from published documents; some have ties, some anchors and aliases; most leave a good deal
unsaid, as real files do.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

__all__ = ["engagement_text", "write_corpus"]

_LONGEST_LINE = 110
_PERSON_NAMES = ("asha", "brian", "jo", "sam", "mary", "tom", "li", "ruth", "omar", "nadia", "kit",
                 "dev", "ines", "rosa", "alun", "grace")  # fmt: skip
_BODY_NAMES = ("panel", "committee", "council", "steering-group")
_CHANNELS = ("open-advert", "partner-group", "staff-nomination", "invitation", "word-of-mouth",
             "waiting-room")  # fmt: skip
_CARE = ("receives-care-from", "care-coordinated-by", "supervised-by", "line-managed-by")
_TOPICS = ("questions for nurses", "the night line", "food on the wards", "the first letter",
           "how complaints are answered", "visiting times")  # fmt: skip

Data = dict[str, Any]


class _AsWritten(str):
    """YAML that goes into the file as it stands: an anchor or an alias."""

    __slots__ = ()


def write_corpus(folder: Path, files: int, seed: int = 1) -> tuple[Path, ...]:
    """Write so many engagements into a folder; the same seed writes the same files."""
    paths = []
    for number in range(files):
        path = folder / f"engagement-{number:05}.yaml"
        text = engagement_text(number, seed)
        path.write_text(text, encoding="utf-8", newline="")
        paths.append(path)
    return tuple(paths)


def engagement_text(number: int, seed: int = 1) -> str:
    """One engagement as YAML, the same for the same number and seed."""
    # Numbers, and not a text or a tuple: those hash differently in each process.
    return _lines(_Invented(Random(seed * 1_000_003 + number), number).whole())


class _Invented:
    """One arrangement, made from one stream of chances."""

    def __init__(self, chance: Random, number: int) -> None:
        self.chance = chance
        self.number = number
        self.size = chance.choice((0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 6, 8, 13))
        self.people = list(_PERSON_NAMES[: 3 + self.size])
        self.staff = self.people[1::3]
        self.members = [name for name in self.people if name not in self.staff]
        self.bodies = list(_BODY_NAMES[: 1 + self.size // 3])
        self.has_aliases = chance.random() < 0.2
        self.is_anchored = False

    def often(self, share: float = 0.6) -> bool:
        return self.chance.random() < share

    def kept(self, share: float = 0.6, /, **fields: Any) -> Data:
        """The fields, each stated or not; ``from_`` is written ``from``."""
        return {name.rstrip("_"): value for name, value in fields.items() if self.often(share)}

    def day(self, first: int = 2024, last: int = 2026) -> str:
        year, month, day = (self.chance.randint(*between) for between in (
            (first, last), (1, 12), (1, 28)
        ))  # fmt: skip
        return f"{year}-{month:02}-{day:02}"

    def yes(self) -> Any:
        return self.chance.choice(("yes", "yes", "no", {"source": "tor"}))

    def whole(self) -> Data:
        sections: tuple[tuple[float, str, Any], ...] = (
            (0.9, "organisation", self.organisation),
            (1.0, "described_from", self.described_from),
            (1.0, "sources", self.sources),
            (0.9, "purpose", lambda: "Bring what people know from experience into decisions."),
            (0.8, "level", lambda: self.chance.choice(("consult", "involve", "co-produce"))),
            (0.7, "starts", lambda: self.day(2023, 2025)),
            (0.5, "review_due", self.day),
            (0.5, "affected_groups", self.affected_groups),
            (0.4, "scope", lambda: {"can_change": ["questions asked"], "cannot_change": ["pay"]}),
            (1.0, "people", self.people_section),
            (0.4, "ties", self.ties),
            (0.9, "bodies", lambda: {name: self.body() for name in self.bodies}),
            (1.0, "roles", self.roles),
            (0.7, "support", self.support),
            (0.3, "conflicts", self.conflicts),
            (0.8, "promises", self.promises),
            (0.4, "complaints", self.complaints),
            (0.4, "recommendations", self.recommendations),
            (0.4, "views", self.views),
            (0.3, "statements", self.statements),
            (0.6, "recruitment", self.recruitment),
            (0.3, "access", self.access),
            (0.2, "safeguarding", lambda: {"under_18s": "no", "adults_at_risk": "no"}),
            (0.3, "ending", lambda: {"exit_terms": self.yes()}),
            (0.3, "impact", self.impact),
            (0.2, "monitoring", lambda: {"offered": "yes", "compared_on": self.day()}),
            (0.3, "data_protection", lambda: {"lawful_basis": "consent"}),
            (0.1, "x-our-own-field", lambda: "free for house rules"),
        )
        data: Data = {
            "version": "1",
            "id": f"arrangement-{self.number:05}",
            "title": f"Invented arrangement number {self.number}",
        }
        for share, name, section in sections:
            # The smallest files are mostly silence.
            if self.often(share if self.size else share**2):
                data[name] = section()
        return data

    def organisation(self) -> Data:
        return {
            "id": f"organisation-{self.number % 50}",
            "name": f"Invented Trust number {self.number % 50}",
            **self.kept(kind="nhs-trust", nation="england"),
        }

    def described_from(self) -> str:
        return "published-documents" if self.often(0.3) else "own-records"

    def sources(self) -> list[Data]:
        return [
            {"id": "tor", "title": "Terms of reference", **self.kept(version="2.10",
                                                                     dated=self.day())},
            {"id": "minutes", "title": "Minutes of the meetings", **self.kept(dated=self.day())},
        ]  # fmt: skip

    def affected_groups(self) -> list[Data]:
        return [
            {"id": "inpatients", "words": "acute inpatients", "about": "service-users"},
            {"id": "families", "words": "their families", "about": "carers"},
        ]

    def people_section(self) -> Data:
        people: Data = {}
        for name in self.people:
            if name in self.staff:
                people[name] = {"post": "ward nurse", **self.kept(post_kind="clinical",
                                                                  teams=["ward-3"])}  # fmt: skip
            else:
                experience = ["service-user"] if self.often() else ["carer"]
                people[name] = {
                    "experience": experience,
                    **self.kept(0.3, word="survivor", hours_limit={"amount": "10", "per": "month"}),
                }
        return people

    def ties(self) -> Any:
        if self.often(0.2):
            return "none"
        return [
            {"id": f"tie-{at}", "of": self.members[at % len(self.members)],
             "with": {"person": self.staff[at % len(self.staff)]}, "kind": _CARE[at % 4],
             **self.kept(since=self.day(), consent_on=self.day(), source="minutes")}
            for at in range(1 + self.size // 2)
        ]  # fmt: skip

    def conflicts(self) -> list[Data]:
        one, other = self.members[0], self.staff[0]
        return [
            {"between": [one, other], "because": "care",
             **self.kept(acknowledged_on=self.day(), acknowledged_by=[one, other],
                         handling=[{"step": "Somebody else takes the chair for the item.",
                                    "by": other, "takes_over": "chairing"}],
                         chosen_by=one, review_due=self.day(), source="minutes")}
        ]  # fmt: skip

    def body(self) -> Data:
        return {
            "title": "Interview panel",
            **self.kept(
                kind="panel",
                powers="decide",
                decides_by="vote",
                decides_on=["staffing"],
                handles=["interviews"],
                judges=[],
                other_members="3",
                chair=self.staff[0],
                panel={"score_weight": "equal", "tie_rule": "the panel scores again"},
                interests={
                    "register": self.yes(),
                    "standing_item": "yes",
                    **self.kept(everyone_asked_on=self.day(), reviewed_on=self.day()),
                },
                no_detriment_stated={"source": {"id": "tor", "at": "section 4"}},
                removal={"by": "vote", "grounds": ["conduct"], "notice": "yes", "appeal": "yes"},
                stages=["shortlisting", "interview", "decision"],
                papers={"lead_time_days": "5", "formats": ["plain", "large-print"]},
                source="tor",
            ),
        }

    def roles(self) -> list[Data]:
        return [self.role(at) for at in range(1 + self.size // 2)] + [self.staff_role()]

    def role(self, at: int) -> Data:
        held = self.members[at * 2 : at * 2 + 2] or self.members[:1]
        return {
            "id": f"member-{at}",
            "title": "Member with lived experience",
            "body": self.bodies[at % len(self.bodies)],
            "capacity": ["service-user", "carer"] if self.often(0.3) else "service-user",
            **self.kept(0.2, places="3"),
            "holders": [self.holder(name) for name in held],
            **self.kept(
                status="full-member",
                voting="yes",
                equal_terms="yes",
                duties=["read applications", "ask two questions"],
                hours={"amount": "4", "per": "month"},
                description={"purpose": "yes", "tasks": "yes", "hours": "yes", "term": "yes"},
                speaks_for={"whom": "own-experience"},
                supervised_by={"person": self.staff[-1]},
                induction={"given_on": self.day(), "training": ["fair selection"]},
            ),
            **({"payment": self.payment()} if self.often() else {}),
            **self.kept(source={"id": "tor", "at": "section 2"}),
        }

    def payment(self) -> _AsWritten:
        if self.is_anchored:
            return _AsWritten("*usual-payment")
        self.is_anchored = self.has_aliases
        return _AsWritten(
            f"{'&usual-payment ' if self.is_anchored else ''}"
            "{fee: {amount: 20, unit: hour, covers: [preparation]}, "
            "expenses: {paid: upfront, covers: [travel, care]}, may_decline: yes}"
        )

    def staff_role(self) -> Data:
        return {
            "id": "staff-member",
            "title": "Staff member",
            "body": self.bodies[0],
            "capacity": "staff",
            "holders": self.staff[:2],
        }

    def holder(self, name: str) -> Data:
        return {"person": name, **self.kept(0.4, invited_on=self.day(), terms_told_on=self.day(),
                                            from_=self.day(2023, 2025), until="2027-01-11",
                                            nominated_by={"team": "carers centre"})}  # fmt: skip

    def support(self) -> list[Data]:
        given = [
            {"for": name, "by": {"team": "involvement office"}, "kind": "peer",
             **self.kept(when=["before", "after"], cover="yes")}
            for name in self.members[: 1 + self.size // 2]
        ]  # fmt: skip
        return [*given, {"for": self.members[-1], "declined": "yes"}][: len(self.members)]

    def promises(self) -> list[Data]:
        return [
            {"id": f"promise-{at}",
             "text": "You will be told what was decided, and why, within two weeks.",
             **self.kept(by={"person": self.staff[0]}, to=self.members[:2],
                         owner="service manager", made_on=self.day(), due=self.day(),
                         status=self.chance.choice(("open", "kept", "in-progress")),
                         told={"on": self.day(), "to": self.members[:1], "how": "letter"},
                         source="minutes")}
            for at in range(1 + self.size // 2)
        ]  # fmt: skip

    def complaints(self) -> list[Data]:
        return [
            {"id": f"complaint-{at}", "kind": "concern",
             **self.kept(received_on=self.day(2024, 2024), acknowledged_on=self.day(2025),
                         response_due=self.day(), responded_on=self.day(2025),
                         told={"on": self.day()})}
            for at in range(1 + self.size // 3)
        ]  # fmt: skip

    def recommendations(self) -> list[Data]:
        return [
            {"id": f"recommendation-{at}", "by": self.bodies[0], "text": "Pay travel in advance.",
             **self.kept(made_on=self.day(), response="accepted", responded_on=self.day())}
            for at in range(1 + self.size // 3)
        ]  # fmt: skip

    def views(self) -> list[Data]:
        return [
            {"id": f"view-{at}", "of": [("service-users", "carers")[at % 2]],
             "topic": self.chance.choice(_TOPICS), "says": "Want to hear what came of it.",
             **self.kept(heard_from=str(3 + at), how="survey")}
            for at in range(1 + self.size // 2)
        ]  # fmt: skip

    def statements(self) -> list[Data]:
        return [
            {"id": f"statement-{at}", "kind": "decision", "topic": self.chance.choice(_TOPICS),
             "text": "Service users and carers want questions about compassion."}
            for at in range(1 + self.size // 3)
        ]  # fmt: skip

    def recruitment(self) -> Data:
        channels = self.chance.sample(_CHANNELS, 2)
        return {"channels": channels, **self.kept(criteria=["experience of care on a ward"],
                                                  ways_in=[{"mode": "online"}, {"mode": "phone"}],
                                                  self_referral_open=self.yes(),
                                                  source="tor")}  # fmt: skip

    def access(self) -> Data:
        needs = [{"person": self.members[0], "need": "large-print", **self.kept(met="yes")}]
        return {"needs_asked_on": self.day(), "needs": needs}

    def impact(self) -> list[Data]:
        return [{"dated": self.day(), "effect": "two questions were rewritten",
                 **self.kept(judged_by=self.members[:1], told={"on": self.day()})}]  # fmt: skip


# --- as YAML ----------------------------------------------------------------------------


def _lines(data: Data) -> str:
    return "".join(_block(data, 0))


def _block(data: Data, indent: int) -> list[str]:
    lines = []
    for name, value in data.items():
        flow = f"{' ' * indent}{name}: {_flow(value)}\n"
        if isinstance(value, str) or not value or len(flow) <= _LONGEST_LINE:
            lines.append(flow)
            continue
        lines.append(f"{' ' * indent}{name}:\n")
        if isinstance(value, dict):
            lines.extend(_block(value, indent + 2))
        for item in value if isinstance(value, list) else ():
            lines.extend(_item(item, indent + 2))
    return lines


def _item(item: Any, indent: int) -> list[str]:
    start = " " * indent
    flow = f"{start}- {_flow(item)}\n"
    if not isinstance(item, dict) or len(flow) <= _LONGEST_LINE:
        return [flow]
    first, *others = _block(item, indent + 2)
    return [f"{start}- {first[indent + 2 :]}", *others]


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, _AsWritten) or not set(value) & set(",:#"):
        return str(value)
    return f'"{value}"'
