package huikan.service.sheet;

import java.io.IOException;

/** A file that is not read as a workbook, or as CSV, and why. */
public final class WorkbookRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    WorkbookRefused(String code, String why) {
        super(why);
        this.code = code;
    }

    private WorkbookRefused(String code, String why, Exception cause) {
        super(why, cause);
        this.code = code;
    }

    /** Empty, cut short, of an older Excel, or something else by the name of a workbook: whoever sent it needs not know which. */
    static WorkbookRefused unreadable(Exception cause) {
        return new WorkbookRefused(
                "workbook.unreadable",
                "The file is no .xlsx workbook, or is damaged; open it in Excel or WPS and save it as .xlsx.",
                cause);
    }

    static WorkbookRefused encoding(Exception cause) {
        return new WorkbookRefused(
                "sheet.unreadable",
                "The CSV is in neither UTF-8 nor GBK; save it as \"CSV UTF-8\", or as .xlsx.",
                cause);
    }

    /** @param row where they begin to be wrong */
    static WorkbookRefused quotes(int row, Exception cause) {
        return new WorkbookRefused(
                "sheet.unreadable",
                "Row " + row
                        + " of the CSV has a quotation mark too many or too few; mend it, or save the table as .xlsx.",
                cause);
    }

    /** A stable word for programs. */
    public String code() {
        return code;
    }
}
