package huikan.gateway.deadletter;

import huikan.service.problem.Problem;

/** Why a dead letter is not shown, replayed or discarded. */
enum DeadLetterProblem implements Problem {
    UNKNOWN("dead-letter-unknown", 404, "There is no such dead letter"),
    DECIDED("dead-letter-decided", 409, "The dead letter was decided on already"),
    NOT_REPLAYABLE("dead-letter-not-replayable", 409, "A record of this topic cannot be replayed"),
    REASON_MISSING("reason-missing", 422, "A dead letter is discarded with a reason"),
    TOO_MANY("too-many-at-once", 422, "Too many dead letters at once"),
    KAFKA_AWAY("kafka-away", 503, "Kafka does not answer");

    private final Kind kind;

    DeadLetterProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
