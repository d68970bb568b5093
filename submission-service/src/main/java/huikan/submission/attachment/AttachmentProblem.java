package huikan.submission.attachment;

import huikan.service.problem.Problem;

/** Why a file is not taken, or not given. */
enum AttachmentProblem implements Problem {
    UNKNOWN("attachment-unknown", 404, "There is no such attachment, or not for you"),
    NOT_YOURS("attachment-not-yours", 403, "Files are uploaded for an agency"),
    NOT_ALLOWED("attachment-type", 415, "Files of this type are not taken"),
    EMPTY("attachment-empty", 422, "There is nothing in the file"),
    UNNAMED_TOO_MUCH("attachment-unnamed-too-much", 413, "Too much is stored that nothing names"),
    INFECTED("attachment-infected", 422, "The virus scanner does not let it through"),
    NOT_SCANNED("attachment-not-scanned", 503, "The virus scanner is not there at the moment"),
    UPLOAD_UNKNOWN("upload-unknown", 404, "There is no such upload, or it is over"),
    UPLOAD_INVALID("upload-invalid", 422, "An upload cannot begin or go on like this"),
    UPLOAD_OFFSET("upload-offset", 409, "The upload stands elsewhere"),
    UPLOAD_TOO_MANY("upload-too-many", 429, "Too many uploads are under way"),
    UPLOAD_FINISHING("upload-finishing", 503, "The upload is whole and being looked at"),
    UPLOAD_VERSION("upload-version", 412, "Uploads go on as tus 1.0.0 has it");

    private final Kind kind;

    AttachmentProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
