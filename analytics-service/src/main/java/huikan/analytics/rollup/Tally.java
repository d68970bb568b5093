package huikan.analytics.rollup;

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
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one obligation. It only ever learns: of two filings the later revision stands, of what was said of
 * one revision the later step, so that an event may come again, and one that was put right after those behind it.
 *
 * @param owed who owes it; null until that was told
 * @param filing the filing of the highest revision so far
 * @param words what was said of that revision, or of one that is still to come
 * @param amended null while the obligation is as it was opened
 */
record Tally(
        @Nullable Owed owed,
        @Nullable Filing filing,
        SortedMap<Long, Said> words,
        @Nullable Amended amended) {

    static final Tally NOTHING = new Tally(null, null, new TreeMap<>(), null);

    /** A superior changed what is owed; of two the higher number stands. */
    record Amended(long number, boolean excused) {}

    /**
     * What was said of a filing, and the step of its trail that said it.
     *
     * @param outcome of its review; null for a withdrawal
     */
    record Said(@Nullable Outcome outcome, long step) {

        /** Nothing is said after it. */
        static final Said WITHDRAWN = new Said(null, Long.MAX_VALUE);

        Said orLater(Said other) {
            return step >= other.step ? this : other;
        }
    }

    /** Somebody owes a filing. */
    record Owed(String cycle, String agency, AgencyLevel level, List<Superior> path) {

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
                        new Owed(opened.cycle(), opened.agency(), opened.level(), opened.path()),
                        filing,
                        words,
                        amended);
            case ObligationAmended later ->
                amended != null && amended.number() >= later.amendment()
                        ? this
                        : new Tally(owed, filing, words, new Amended(later.amendment(), later.excused()));
            case SubmissionAccepted accepted -> filed(accepted);
            case SubmissionDecided decided -> said(decided.revision(), new Said(decided.outcome(), decided.step()));
            case SubmissionWithdrawn withdrawn -> said(withdrawn.revision(), Said.WITHDRAWN);
            // the filing that replaces it has a higher revision, and that is what counts
            case SubmissionReplaced replaced -> this;
            case SubmissionRejected rejected -> this;
        };
    }

    private Tally filed(SubmissionAccepted event) {
        if (filing != null && filing.revision() >= event.revision()) {
            return this;
        }
        Filing later = new Filing(
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
        return new Tally(owed, later, new TreeMap<>(words.tailMap(event.revision())), amended);
    }

    private Tally said(long revision, Said said) {
        if (filing != null && filing.revision() > revision) {
            return this;
        }
        SortedMap<Long, Said> more = new TreeMap<>(words);
        more.merge(revision, said, Said::orLater);
        return new Tally(owed, filing, more, amended);
    }

    /** The filing that holds the slot: also a returned one. */
    @Nullable
    Filing holding() {
        return filing == null || Said.WITHDRAWN.equals(said(filing)) ? null : filing;
    }

    /** Who need not file, as a filing without figures; null for whoever owes one or has filed. */
    @Nullable
    Filing excused() {
        if (owed == null || amended == null || !amended.excused() || holding() != null) {
            return null;
        }
        return new Filing(
                "excused/" + owed.cycle() + "/" + owed.agency(),
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
        Said said = holding == null ? null : said(holding);
        Outcome outcome = said == null ? null : said.outcome();
        boolean counts = switch (basis) {
            case REPORTED -> outcome != Outcome.RETURNED;
            case APPROVED -> outcome == Outcome.APPROVED;
        };
        return counts ? holding : null;
    }

    /** The filing of which that holds, or null. */
    @Nullable
    Filing standing(Standing standing) {
        return switch (standing) {
            case HELD -> holding();
            case REPORTED -> counted(Basis.REPORTED);
            case APPROVED -> counted(Basis.APPROVED);
            case EXCUSED -> excused();
        };
    }

    private @Nullable Said said(Filing of) {
        return words.get(of.revision());
    }
}
