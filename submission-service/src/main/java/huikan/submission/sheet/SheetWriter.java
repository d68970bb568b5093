package huikan.submission.sheet;

import huikan.problem.FieldError;
import huikan.submission.draft.CellsChanged;
import huikan.submission.draft.Draft;
import huikan.submission.draft.DraftBody;
import huikan.submission.draft.DraftPlace;
import huikan.submission.draft.DraftWriter;
import huikan.submission.sheet.FigureCells.Placed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Writes the figures of a sheet into a draft, but for those that somebody else changed since. */
@Component
final class SheetWriter {

    private final DraftWriter drafts;

    SheetWriter(DraftWriter drafts) {
        this.drafts = drafts;
    }

    /**
     * @param figures by their pointers
     * @param seen the version that the sheet was made from; null for a sheet that does not tell
     * @param cells are told which figures were not taken
     * @return the draft as it now stands
     */
    Draft write(DraftPlace place, Map<String, Placed> figures, @Nullable Long seen, FigureCells cells) {
        Map<String, Placed> left = new LinkedHashMap<>(figures);
        while (true) {
            try {
                return drafts.patch(place, patch(left), seen);
            } catch (CellsChanged changed) {
                for (FieldError one : changed.problem().errors()) {
                    Placed refused = left.remove(one.pointer());
                    if (refused != null) {
                        cells.problem(refused.cell(), "cell.changed", one.message());
                    }
                }
            }
        }
    }

    private static JsonNode patch(Map<String, Placed> figures) {
        Map<String, JsonNode> cells = new TreeMap<>();
        figures.forEach((pointer, placed) -> cells.put(pointer, placed.value()));
        return DraftBody.patch(cells);
    }
}
