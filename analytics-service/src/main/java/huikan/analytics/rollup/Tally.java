package huikan.analytics.rollup;

import static java.util.Objects.requireNonNull;

import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.ObligationAmended;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.Outcome;
import huikan.events.SubmissionEvent.Ratio;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionDecided;
import huikan.events.SubmissionEvent.SubmissionRejected;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.Superior;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one obligation. It only ever learns: of two filings the later revision stands, of what was said of
 * one revision the later step, so that an event may come again, and one that was put right after those behind it.
 *
 * <p>An approved filing counts as approved until a correction of it is, whatever becomes of those in between. One that was
 * approved ends all before it for good, and so does a withdrawal, which leaves the slot to nobody.
 *
 * @param owed who owes it; null until that was told
 * @param filing the filing of the highest revision so far
 * @param restated of those before it the last that was approved, while none after that was; null where there is none
 * @param words what was said of those two, or of a revision that is still to come
 * @param amended null while the obligation is as it was opened
 */
record Tally(
        @Nullable Owed owed,
        @Nullable Filing filing,
        @Nullable Filing restated,
        SortedMap<Long, Said> words,
        @Nullable Amended amended) {

    static final Tally NOTHING = new Tally(null, null, null, new TreeMap<>(), null);

    /** A superior changed what is owed; of two the higher number stands. */
    record Amended(long number, boolean excused) {}

    /**
     * What was said of a filing, and the step of its trail that said it.
     *
     * @param outcome of its review; null for a withdrawal
     * @param approved whether that, or what was said before, approved it
     */
    record Said(@Nullable Outcome outcome, long step, boolean approved) {

        static Said of(Outcome outcome, long step) {
            return new Said(outcome, step, outcome == Outcome.APPROVED);
        }

        /** Nothing is said after it. */
        private static final Said WITHDRAWN = new Said(null, Long.MAX_VALUE, false);

        boolean isWithdrawn() {
            return outcome == null;
        }

        Said orLater(Said other) {
            Said later = step >= other.step ? this : other;
            return new Said(later.outcome, later.step, approved || other.approved);
        }
    }

    /**
     * Somebody owes a filing.
     *
     * @param added only since some moment after the issue of the cycle
     */
    record Owed(String cycle, String agency, AgencyLevel level, List<Superior> path, boolean added) {

        /** The agency itself and every superior, nearest first. */
        List<Superior> chain() {
            return Tally.chain(agency, level, path);
        }
    }

    /** What a filing counts for. */
    record Filing(
            String submission,
            String cycle,
            String agency,
            AgencyLevel level,
            List<Superior> path,
            long revision,
            boolean late,
            Map<String, Long> own,
            Map<String, Long> stated,
            Map<String, Ratio> rates,
            List<String> notApplicable) {

        /** The agency itself and every superior, nearest first. */
        List<Superior> chain() {
            return Tally.chain(agency, level, path);
        }

        Filing saying(
                Map<String, Long> figures,
                Map<String, Long> consolidated,
                Map<String, Ratio> ratios,
                List<String> without) {
            return new Filing(
                    submission, cycle, agency, level, path, revision, late, figures, consolidated, ratios, without);
        }
    }

    private static List<Superior> chain(String agency, AgencyLevel level, List<Superior> path) {
        List<Superior> chain = new ArrayList<>(List.of(new Superior(agency, level)));
        chain.addAll(path);
        return chain;
    }

    Tally with(SubmissionEvent event) {
        return switch (event) {
            case ObligationOpened opened ->
                new Tally(
                        new Owed(
                                opened.cycle(),
                                opened.agency(),
                                opened.level(),
                                opened.path(),
                                Boolean.TRUE.equals(opened.added())),
                        filing,
                        restated,
                        words,
                        amended);
            case ObligationAmended later ->
                amended != null && amended.number() >= later.amendment()
                        ? this
                        : new Tally(owed, filing, restated, words, new Amended(later.amendment(), later.excused()));
            case SubmissionAccepted accepted -> filed(accepted);
            case SubmissionDecided decided -> said(decided.revision(), Said.of(decided.outcome(), decided.step()));
            case SubmissionWithdrawn withdrawn -> said(withdrawn.revision(), Said.WITHDRAWN);
            // its approval may be told later, when its figures are forgotten
            case SubmissionReplaced replaced ->
                replaced.approvedStep() == null
                        ? this
                        : said(replaced.revision(), Said.of(Outcome.APPROVED, replaced.approvedStep()));
            case SubmissionRejected rejected -> this;
        };
    }

    private Tally filed(SubmissionAccepted event) {
        Filing came = new Filing(
                event.id(),
                event.cycle(),
                event.agency(),
                event.level(),
                event.path(),
                event.revision(),
                event.late(),
                event.own(),
                event.stated(),
                event.rates(),
                event.notApplicable());
        if (filing == null || filing.revision() < came.revision()) {
            return of(came, words, Stream.of(filing, restated));
        }
        return filing.revision() == came.revision() ? this : of(filing, words, Stream.of(restated, came));
    }

    private Tally said(long revision, Said said) {
        if (filing == null) {
            return new Tally(owed, null, null, learnt(revision, said), amended);
        }
        // what ended for good is not taken up again
        boolean over =
                revision < filing.revision() && words.headMap(revision + 1).isEmpty();
        return over ? this : of(filing, learnt(revision, said), Stream.of(restated));
    }

    private SortedMap<Long, Said> learnt(long revision, Said said) {
        SortedMap<Long, Said> more = new TreeMap<>(words);
        more.merge(revision, said, Said::orLater);
        return more;
    }

    /**
     * @param before filings of which one may count on
     */
    private Tally of(Filing last, SortedMap<Long, Said> said, Stream<@Nullable Filing> before) {
        SortedMap<Long, Said> kept = new TreeMap<>(said.tailMap(last.revision()));
        Long approved = approvedBefore(last, said);
        if (approved == null) {
            return new Tally(owed, last, null, kept, amended);
        }
        kept.put(approved, requireNonNull(said.get(approved)));
        Filing counting = before.filter(one -> one != null && one.revision() == approved)
                .findFirst()
                .orElse(null);
        return new Tally(owed, last, counting, kept, amended);
    }

    /** The revision that was approved last, when a correction of it has the slot and was not approved. */
    private static @Nullable Long approvedBefore(Filing last, SortedMap<Long, Said> said) {
        Long approved = null;
        for (Map.Entry<Long, Said> one : said.headMap(last.revision() + 1).entrySet()) {
            if (one.getValue().isWithdrawn()) {
                approved = null;
            } else if (one.getValue().approved()) {
                approved = one.getKey();
            }
        }
        return approved == null || approved == last.revision() ? null : approved;
    }

    /** Those that may count for anything, the last one last. */
    List<Filing> filings() {
        return Stream.of(restated, filing).filter(Objects::nonNull).toList();
    }

    /** The filing that holds the slot: also a returned one. */
    @Nullable
    Filing holding() {
        Said said = filing == null ? null : words.get(filing.revision());
        return said != null && said.isWithdrawn() ? null : filing;
    }

    /** Who need not file, as a filing without figures; null for whoever owes one or has filed. */
    @Nullable
    Filing excused() {
        return owed == null || amended == null || !amended.excused() || holding() != null
                ? null
                : without("excused", owed);
    }

    /** Who owes one since after the issue, as a filing without figures; null for everybody else. */
    private @Nullable Filing added() {
        return owed == null || !owed.added() ? null : without("added", owed);
    }

    private static Filing without(String what, Owed owed) {
        return new Filing(
                what + "/" + owed.cycle() + "/" + owed.agency(),
                owed.cycle(),
                owed.agency(),
                owed.level(),
                owed.path(),
                0,
                false,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of());
    }

    /** The filing that counts on a basis, or null. */
    @Nullable
    Filing counted(Basis basis) {
        Filing holding = holding();
        if (holding == null) {
            return null;
        }
        return switch (basis) {
            case REPORTED -> is(holding, Outcome.RETURNED) ? null : holding;
            case APPROVED ->
                is(holding, Outcome.APPROVED)
                        ? holding
                        : restated != null && is(restated, Outcome.APPROVED) ? restated : null;
        };
    }

    private boolean is(Filing of, Outcome outcome) {
        Said said = words.get(of.revision());
        return said != null && said.outcome() == outcome;
    }

    /** The filing of which that holds, or null. */
    @Nullable
    Filing standing(Standing standing) {
        return switch (standing) {
            case HELD -> holding();
            case REPORTED -> counted(Basis.REPORTED);
            case APPROVED -> counted(Basis.APPROVED);
            case EXCUSED -> excused();
            case ADDED -> added();
        };
    }
}
