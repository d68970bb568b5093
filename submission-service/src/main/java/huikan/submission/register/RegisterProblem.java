package huikan.submission.register;

import huikan.service.problem.Problem;

/** What can be wrong with a register. */
enum RegisterProblem implements Problem {
    UNKNOWN("register-unknown", 404, "There is no such register"),
    INVALID("register-invalid", 422, "The register cannot stand like this"),
    ADMIN_ONLY("admin-only", 403, "Only the administrator changes what registers have"),
    KINDS_FULL("registers-full", 409, "There is no room for more"),
    ENTRY_UNKNOWN("register-entry-unknown", 404, "There is no such entry, or not for you"),
    ENTRY_INVALID("register-entry-invalid", 422, "The entry cannot stand like this"),
    NOT_YOURS("register-not-yours", 403, "Only the agency itself keeps its register"),
    TWICE("register-entry-twice", 409, "The register has this entry already"),
    ENDED("register-entry-ended", 409, "The entry is not in force"),
    UNREADABLE("register-table-unreadable", 422, "This is no table of entries"),
    TABLE("register-table-invalid", 422, "The entries cannot stand like this"),
    BUSY("register-busy", 409, "Somebody else changes the register"),
    FULL("register-full", 409, "There is no room for more in this register");

    private final Kind kind;

    RegisterProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
