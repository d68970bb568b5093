package huikan.analytics.turnaround;

import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewClaimed;
import huikan.events.ReviewEvent.ReviewPassed;
import huikan.events.ReviewEvent.ReviewRecalled;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.ReviewEvent.ReviewVoided;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.Superior;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Filings of counties and their reviews, and beside them a book of who had which filing from when until when. */
final class ReviewHistory {

    static final String CYCLE = "annual-2023";
    static final String PROVINCE = "210000-gov";
    static final List<String> COUNTIES = List.of("210902-gov", "210903-gov", "211002-gov");
    static final Instant AT = Instant.parse("2024-02-08T00:00:00Z");

    private static final String DIGEST = "sha256:x";
    private static final LocalDate DUE = LocalDate.of(2024, 3, 1);

    final List<SubmissionEvent> submissions = new ArrayList<>();
    final List<ReviewEvent> reviews = new ArrayList<>();
    final List<Entry> book = new ArrayList<>();
    private final Random random;
    private final boolean numbered;

    /**
     * @param until null while the level has it
     * @param decided whether that is when the level decided
     */
    record Entry(String agency, AgencyLevel level, Instant from, Instant until, boolean decided) {
        private Entry ends(Instant at, boolean byDecision) {
            return new Entry(agency, level, from, at, byDecision);
        }
    }

    ReviewHistory(Random random) {
        this.random = random;
        this.numbered = random.nextBoolean();
        for (int i = 0; i < 15; i++) {
            obligation(COUNTIES.get(i % COUNTIES.size()), CYCLE + "-" + i);
        }
    }

    static String city(String agency) {
        return agency.substring(0, 4) + "00-gov";
    }

    static List<Superior> path(String agency) {
        return List.of(new Superior(city(agency), AgencyLevel.CITY), new Superior(PROVINCE, AgencyLevel.PROVINCE));
    }

    static SubmissionAccepted filed(String id, String agency, long revision, String replaces, Instant at) {
        return filed(id, agency, path(agency), revision, replaces, at);
    }

    static SubmissionAccepted filed(
            String id, String agency, List<Superior> path, long revision, String replaces, Instant at) {
        return new SubmissionAccepted(
                id,
                CYCLE,
                agency,
                AgencyLevel.COUNTY,
                path,
                revision,
                DIGEST,
                at,
                false,
                replaces,
                Map.of(),
                Map.of(),
                Map.of(),
                null,
                null,
                null,
                null,
                JsonMapper.shared().createObjectNode());
    }

    private Instant later(Instant at) {
        return at.plus(Duration.ofMinutes(1 + random.nextInt(3000)));
    }

    private void obligation(String agency, String name) {
        String replaces = null;
        int level = 0;
        Instant at = later(AT);
        for (int revision = 1; revision <= 1 + random.nextInt(3); revision++) {
            String id = name + "/" + revision;
            submissions.add(filed(id, agency, revision, replaces, at));
            Reviewing review = new Reviewing(id, agency, level, at);
            for (int move = 0; move < 8 && review.goesOn(); move++) {
                review.move();
            }
            at = later(review.at);
            review.end(at, replaces == null ? "x" : replaces, random.nextInt(3) == 0);
            level = review.returned ? review.level : 0;
            replaces = id;
        }
    }

    private final class Reviewing {
        private final String id;
        private final String agency;
        private int level;
        private Instant at;
        private int open = -1;
        private boolean returned;
        private boolean approved;
        private long step = 1;

        Reviewing(String id, String agency, int level, Instant at) {
            this.id = id;
            this.agency = agency;
            this.level = level;
            this.at = at;
            comes();
        }

        private AgencyLevel name() {
            return path(agency).get(level).level();
        }

        private Long number() {
            step++;
            return numbered ? Long.valueOf(step) : null;
        }

        private void comes() {
            open = book.size();
            book.add(new Entry(agency, name(), at, null, false));
        }

        private void goes(boolean byDecision) {
            if (open >= 0) {
                book.set(open, book.get(open).ends(at, byDecision));
                open = -1;
            }
        }

        boolean goesOn() {
            return !returned && (!approved || random.nextInt(3) == 0);
        }

        void move() {
            at = later(at);
            switch (approved ? 4 : random.nextInt(6)) {
                case 0 -> reviews.add(new ReviewClaimed(id, CYCLE, agency, 1, name(), "x", at));
                case 1 -> {
                    goes(true);
                    returned = true;
                    reviews.add(new ReviewReturned(
                            id, CYCLE, agency, 1, DIGEST, name(), List.of(), DUE, null, number(), "x", at));
                }
                case 2 -> {
                    if (level == 1) {
                        goes(false);
                        level = 0;
                        comes();
                    }
                    // at the first level one of two signatures was taken back
                    reviews.add(new ReviewRecalled(id, CYCLE, agency, 1, DIGEST, name(), number(), "x", at));
                }
                case 3, 5 -> {
                    goes(true);
                    if (level == 1) {
                        approved = true;
                        reviews.add(new ReviewApproved(id, CYCLE, agency, 1, DIGEST, number(), "x", at));
                    } else {
                        reviews.add(new ReviewPassed(id, CYCLE, agency, 1, DIGEST, name(), number(), "x", at));
                        level = 1;
                        comes();
                    }
                }
                default -> {
                    goes(false);
                    approved = false;
                    level = 0;
                    comes();
                    step++;
                    reviews.add(new ReviewVoided(id, CYCLE, agency, 1, DIGEST, List.of(), List.of(), step, "x", at));
                }
            }
        }

        void end(Instant when, String by, boolean withdrawn) {
            at = when;
            goes(false);
            submissions.add(
                    withdrawn
                            ? new SubmissionWithdrawn(id, CYCLE, agency, 1, "x", when)
                            : new SubmissionReplaced(id, CYCLE, agency, 1, by, null, when));
        }
    }

    /** Out of the book alone. */
    List<LevelTurnaround> expected(String under, Instant asOf) {
        Map<AgencyLevel, List<Entry>> levels = new TreeMap<>();
        for (Entry one : book) {
            if (under.equals(one.agency())
                    || path(one.agency()).stream().anyMatch(up -> up.agency().equals(under))) {
                if (!one.from().isAfter(asOf)) {
                    levels.computeIfAbsent(one.level(), level -> new ArrayList<>())
                            .add(one);
                }
            }
        }
        List<LevelTurnaround> all = new ArrayList<>();
        if (levels.isEmpty()) {
            return all;
        }
        for (AgencyLevel level : List.of(AgencyLevel.PROVINCE, AgencyLevel.CITY)) {
            List<Entry> entries = levels.getOrDefault(level, List.of());
            List<Duration> times = entries.stream()
                    .filter(one -> one.decided() && !one.until().isAfter(asOf))
                    .map(one -> Duration.between(one.from(), one.until()))
                    .sorted()
                    .toList();
            List<Instant> waiting = entries.stream()
                    .filter(one -> one.until() == null || one.until().isAfter(asOf))
                    .map(Entry::from)
                    .sorted()
                    .toList();
            all.add(new LevelTurnaround(
                    level,
                    times.size(),
                    times.isEmpty() ? null : times.get((int) Math.ceil(times.size() / 2.0) - 1),
                    times.isEmpty() ? null : times.get((int) Math.ceil(times.size() * 9 / 10.0) - 1),
                    waiting.size(),
                    waiting.isEmpty() ? null : waiting.getFirst()));
        }
        return all;
    }
}
