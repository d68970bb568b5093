package huikan.review.matter;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * The timers of things that have no days to wait for, and that carry what was decided into other things: what was cut short
 * is gone on with as soon as somebody looks.
 */
public final class AtOnce<S extends Enum<S>, T extends Record & Matter<S>> implements Timed {

    private final Matters<S, T> matters;
    private final Consumer<T> settle;

    /**
     * @param settle carries out what is left to do; done twice it is as done once
     */
    public AtOnce(Matters<S, T> matters, Consumer<T> settle) {
        this.matters = matters;
        this.settle = settle;
    }

    @Override
    public String kind() {
        return matters.kind();
    }

    @Override
    public int goOff(Instant now, int most) {
        return matters.due(now, most, settle);
    }

    /** It is done at once, whatever day it is. */
    @Override
    public void rearm() {}
}
