package huikan.review.task;

import huikan.review.matter.Agenda;
import huikan.review.matter.Awaited;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** Whether a task goes as it should. */
@Component
class TaskLights {

    private final Agenda agenda;
    private final TaskSettings settings;

    TaskLights(Agenda agenda, TaskSettings settings) {
        this.agenda = agenda;
        this.settings = settings;
    }

    /** 红黄绿灯. */
    enum Light {
        /** It is overdue. */
        RED,
        /** It is due soon, is behind the time that went by, was not taken on, or was not reported on. */
        YELLOW,
        GREEN
    }

    Light of(Task task) {
        LocalDate today = agenda.date();
        if (task.overdue(today)) {
            return Light.RED;
        }
        return task.open() && (isDueSoon(task) || isSilent(task, today) || isBehind(task, today))
                ? Light.YELLOW
                : Light.GREEN;
    }

    private boolean isDueSoon(Task task) {
        LocalDate due = task.dueOn();
        return due != null && !due.isAfter(agenda.inWorkingDays(settings.yellow()));
    }

    private static boolean isSilent(Task task, LocalDate today) {
        Awaited awaited = task.awaited();
        return awaited != null && awaited.dueOn().isBefore(today);
    }

    /** Measured in calendar days from its start to its due date. */
    private boolean isBehind(Task task, LocalDate today) {
        LocalDate start = task.startedOn();
        LocalDate due = task.dueOn();
        if (start == null || due == null || !start.isBefore(due)) {
            return false;
        }
        long gone = 100 * ChronoUnit.DAYS.between(start, today) / ChronoUnit.DAYS.between(start, due);
        return gone - task.percent() > settings.behind();
    }
}
