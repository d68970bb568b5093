package huikan.submission.draft;

import huikan.submission.draft.Draft.HandedOver;
import huikan.submission.draft.Draft.SignedOff;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A draft as it now stands.
 *
 * @param body of a filing; cycle and agency alone where nothing is written
 * @param cells who wrote what, by pointers into the body; those that were emptied among them
 * @param version 0 where nobody wrote yet
 * @param handedTo whose turn it is; null for anybody's
 * @param signedOff 签发; null where nobody did, or something was written since
 * @param filed the submission with exactly this body that holds the slot; null where none does
 */
public record DraftView(
        String cycle,
        String agency,
        JsonNode body,
        Map<String, CellView> cells,
        long version,
        @Nullable HandedOver handedTo,
        @Nullable SignedOff signedOff,
        @Nullable String filed) {

    /**
     * Who wrote a cell last.
     *
     * @param version of the draft that it made
     */
    public record CellView(String by, Instant at, long version) {}

    static DraftView of(Draft draft, @Nullable String filed) {
        Map<String, CellView> cells = new TreeMap<>();
        draft.cells()
                .forEach((pointer, cell) -> cells.put(pointer, new CellView(cell.by(), cell.at(), cell.version())));
        return new DraftView(
                draft.cycle(),
                draft.agency(),
                draft.body(),
                cells,
                draft.version(),
                draft.handedOver(),
                draft.signedOff(),
                filed);
    }
}
