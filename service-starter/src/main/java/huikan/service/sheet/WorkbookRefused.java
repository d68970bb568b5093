package huikan.service.sheet;

import java.io.IOException;

/** A file that is not read as a workbook, and why. */
public final class WorkbookRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    WorkbookRefused(String code, String why) {
        super(why);
        this.code = code;
    }

    /** A stable word for programs. */
    public String code() {
        return code;
    }
}
