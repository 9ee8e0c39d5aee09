package dev.reflux.spring;

import dev.reflux.spring.RefluxObservation.StepDetail;
import dev.reflux.spring.RefluxObservation.StepTag;
import io.micrometer.common.KeyValues;
import java.util.Locale;

/** The names and tags of a step that {@link RefluxObservation} lists. */
final class DefaultStepObservationConvention implements StepObservationConvention {

    @Override
    public String getName() {
        return "reflux.step";
    }

    @Override
    public String getContextualName(StepObservationContext context) {
        return "reflux " + direction(context) + " " + context.step().revision();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(StepObservationContext context) {
        return KeyValues.of(
                StepTag.DIRECTION.withValue(direction(context)), StepTag.OUTCOME.withValue(context.outcome()));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(StepObservationContext context) {
        String file = context.step().file();
        return KeyValues.of(
                StepDetail.REVISION.withValue(context.step().revision()),
                StepDetail.FILE.withValue(file == null ? "none" : file));
    }

    private static String direction(StepObservationContext context) {
        return context.step().direction().name().toLowerCase(Locale.ROOT);
    }
}
