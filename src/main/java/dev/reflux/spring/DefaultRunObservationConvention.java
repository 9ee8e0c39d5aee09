package dev.reflux.spring;

import dev.reflux.runtime.MigrationReport;
import dev.reflux.spring.RefluxObservation.RunDetail;
import dev.reflux.spring.RefluxObservation.RunTag;
import io.micrometer.common.KeyValues;
import java.util.Locale;

/** The names and tags of a run that {@link RefluxObservation} lists. */
final class DefaultRunObservationConvention implements RunObservationConvention {

    @Override
    public String getName() {
        return "reflux.run";
    }

    @Override
    public String getContextualName(RunObservationContext context) {
        return "reflux " + command(context);
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(RunObservationContext context) {
        return KeyValues.of(
                RunTag.COMMAND.withValue(command(context)),
                RunTag.MODE.withValue(context.mode().name().toLowerCase(Locale.ROOT)),
                RunTag.OUTCOME.withValue(context.outcome()));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(RunObservationContext context) {
        MigrationReport report = context.report();
        return KeyValues.of(
                RunDetail.TARGET.withValue(String.join(", ", context.request().targets())),
                RunDetail.HEADS.withValue(report == null ? "unknown" : StartupSummary.heads(report.to())),
                RunDetail.REVISIONS.withValue(
                        report == null
                                ? "unknown"
                                : String.valueOf(report.steps().size())));
    }

    private static String command(RunObservationContext context) {
        return context.request().command().name().toLowerCase(Locale.ROOT);
    }
}
