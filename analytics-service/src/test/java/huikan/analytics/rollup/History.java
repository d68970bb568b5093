package huikan.analytics.rollup;

import huikan.analytics.rollup.Count.Position;
import huikan.analytics.rollup.RollupWriter.Placed;
import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.ObligationAmended;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.Outcome;
import huikan.events.SubmissionEvent.Ratio;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionDecided;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.Superior;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Events as submission-service tells them, of agencies in two cities of a province. */
final class History {

    static final String CYCLE = "annual-2023";
    static final Instant AT = Instant.parse("2024-02-08T00:00:00Z");
    static final String PROVINCE = "210000-gov";
    static final List<String> AGENCIES = List.of("210902-gov", "210903-gov", "211002-gov", "211003-gov");

    private History() {}

    static String city(String agency) {
        return agency.substring(0, 4) + "00-gov";
    }

    private static List<Superior> path(String agency) {
        return List.of(new Superior(city(agency), AgencyLevel.CITY), new Superior(PROVINCE, AgencyLevel.PROVINCE));
    }

    static ObligationOpened owed(String agency) {
        return owed(agency, null);
    }

    /** @param added null where the cycle was issued with it */
    static ObligationOpened owed(String agency, @Nullable Boolean added) {
        return new ObligationOpened(
                CYCLE, agency, AgencyLevel.COUNTY, path(agency), LocalDate.of(2024, 3, 1), null, null, added, AT);
    }

    /** Who owes nothing after some of the events that all of them put on the list. */
    static Set<String> addedLater(List<? extends SubmissionEvent> events, int told) {
        Set<String> added = new TreeSet<>(added(events));
        added.removeAll(added(events.subList(0, told)));
        return added;
    }

    private static Set<String> added(List<? extends SubmissionEvent> events) {
        return events.stream()
                .filter(one -> one instanceof ObligationOpened opened && Boolean.TRUE.equals(opened.added()))
                .map(SubmissionEvent::agency)
                .collect(Collectors.toSet());
    }

    static ObligationAmended amended(String agency, long amendment, boolean excused) {
        return new ObligationAmended(
                CYCLE,
                agency,
                amendment,
                excused,
                LocalDate.of(2024, 3, 1),
                LocalDate.of(2024, 4, 1),
                "x",
                "210000-gov.supervisor",
                AT);
    }

    static SubmissionAccepted filed(String agency, long revision, long figure, boolean late) {
        return filed(CYCLE, agency, revision, figure, late);
    }

    static SubmissionAccepted filed(String cycle, String agency, long revision, long figure, boolean late) {
        return new SubmissionAccepted(
                agency + "/" + revision,
                cycle,
                agency,
                AgencyLevel.COUNTY,
                path(agency),
                revision,
                "sha256:x",
                AT,
                late,
                null,
                Map.of("INS001", figure, "LIT003", 10L),
                Map.of("INS001", figure + 1),
                figure % 2 == 0 ? Map.of("LIT012", new Ratio(figure % 10, 10)) : Map.of(),
                List.of(),
                figure % 3 == 0 ? List.of("TRN003") : List.of(),
                null,
                null,
                JsonMapper.shared().readTree("{}"));
    }

    static SubmissionDecided decided(String agency, long revision, Outcome outcome, long step) {
        return new SubmissionDecided(agency + "/" + revision, CYCLE, agency, revision, outcome, step, "x", AT);
    }

    static SubmissionWithdrawn withdrawn(String agency, long revision) {
        return new SubmissionWithdrawn(agency + "/" + revision, CYCLE, agency, revision, "x", AT);
    }

    /** @param approvedStep null where it was not approved, and in an older event */
    static SubmissionReplaced replaced(String agency, long revision, @Nullable Long approvedStep) {
        return new SubmissionReplaced(agency + "/" + revision, CYCLE, agency, revision, "next", approvedStep, AT);
    }

    /** What all levels have of the figure of {@link #filed}. */
    static long total(Rollup rollup, Basis basis) {
        return rollup.sums(basis).byLevel().values().stream()
                .mapToLong(cells -> cells.getOrDefault("INS001", Sum.NONE).total())
                .sum();
    }

    /** The events of one partition, from offset 0, a second apart. */
    static List<Placed> placed(int partition, List<? extends SubmissionEvent> events) {
        List<Placed> placed = new ArrayList<>();
        for (SubmissionEvent event : events) {
            placed.add(new Placed(new Position(partition, placed.size()), AT.plusSeconds(placed.size()), event));
        }
        return placed;
    }

    /** Some obligations' lives, woven into each other; now and then an event comes again. */
    static List<SubmissionEvent> random(Random random) {
        List<List<SubmissionEvent>> lives = new ArrayList<>();
        AGENCIES.forEach(agency -> lives.add(life(agency, random)));
        List<SubmissionEvent> woven = new ArrayList<>();
        while (lives.stream().anyMatch(life -> !life.isEmpty())) {
            List<SubmissionEvent> life = lives.get(random.nextInt(lives.size()));
            if (!life.isEmpty()) {
                woven.add(life.removeFirst());
            }
            if (!woven.isEmpty() && random.nextInt(6) == 0) {
                woven.add(woven.get(random.nextInt(woven.size())));
            }
        }
        return woven;
    }

    private static List<SubmissionEvent> life(String agency, Random random) {
        boolean added = random.nextInt(3) == 0;
        List<SubmissionEvent> life = new ArrayList<>(List.of(owed(agency, added ? true : null)));
        long amendment = 0;
        if (added) {
            life.add(amended(agency, ++amendment, false));
        }
        while (random.nextInt(3) == 0) {
            life.add(amended(agency, ++amendment, random.nextBoolean()));
        }
        // from before a replacement told what it replaced
        boolean older = random.nextInt(4) == 0;
        long revisions = random.nextLong(6);
        List<SubmissionEvent> late = new ArrayList<>();
        for (long revision = 1; revision <= revisions; revision++) {
            life.add(filed(agency, revision, random.nextLong(1_000), random.nextBoolean()));
            tell(late, life, random);
            List<SubmissionDecided> decided = decisions(agency, revision, random);
            life.addAll(decided);
            tell(late, life, random);
            SubmissionDecided last = decided.isEmpty() ? null : decided.getLast();
            boolean approved = last != null && last.outcome() == Outcome.APPROVED;
            boolean returned = last != null && last.outcome() == Outcome.RETURNED;
            if (!approved && !returned && random.nextInt(4) == 0) {
                life.add(withdrawn(agency, revision));
                // told by another relay: it may come before what was filed meanwhile
                life.add(amended(agency, ++amendment, random.nextBoolean()));
            } else if (revision < revisions) {
                Long step = approved && !older ? last.step() : null;
                if (last != null && (step != null || !approved) && random.nextInt(3) == 0) {
                    // told by another relay: its correction may come before
                    life.removeLast();
                    late.add(last);
                }
                life.add(replaced(agency, revision, step));
                if (approved && random.nextInt(4) == 0) {
                    late.add(decided(agency, revision, Outcome.VOIDED, last.step() + 2));
                }
            }
        }
        life.addAll(late);
        return life;
    }

    private static void tell(List<SubmissionEvent> late, List<SubmissionEvent> life, Random random) {
        if (random.nextBoolean()) {
            life.addAll(late);
            late.clear();
        }
    }

    /** As the table of submissions allows them. */
    private static List<SubmissionDecided> decisions(String agency, long revision, Random random) {
        List<SubmissionDecided> decided = new ArrayList<>();
        Outcome last = Outcome.VOIDED;
        while (last != Outcome.RETURNED && random.nextInt(3) > 0) {
            last = last == Outcome.APPROVED ? Outcome.VOIDED : Outcome.values()[random.nextInt(3)];
            decided.add(decided(agency, revision, last, 3 + decided.size()));
        }
        return decided;
    }
}
