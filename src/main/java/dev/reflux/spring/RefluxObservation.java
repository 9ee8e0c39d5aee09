package dev.reflux.spring;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** What is observed of migrations, with the names of its tags. */
public enum RefluxObservation implements ObservationDocumentation {

    /** An upgrade, downgrade or stamp, from the moment that its connection is open. */
    RUN {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultRunObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return RunTag.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return RunDetail.values();
        }
    },

    /** One revision in one direction, as a part of its run. */
    STEP {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultStepObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return StepTag.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return StepDetail.values();
        }
    };

    /** Tags of a run that have few values. */
    public enum RunTag implements KeyName {

        /** {@code upgrade}, {@code downgrade} or {@code stamp}. */
        COMMAND {
            @Override
            public String asString() {
                return "command";
            }
        },

        /** {@code online}, or {@code offline} for a script. */
        MODE {
            @Override
            public String asString() {
                return "mode";
            }
        },

        /** {@code running}, {@code succeeded}, {@code failed} or {@code cancelled}. */
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        }
    }

    /** Tags of a run that have many values. */
    public enum RunDetail implements KeyName {

        /** Targets as they were given. */
        TARGET {
            @Override
            public String asString() {
                return "reflux.target";
            }
        },

        /** Heads after the run; {@code unknown} before it has ended well. */
        HEADS {
            @Override
            public String asString() {
                return "reflux.heads";
            }
        },

        /** How many revisions it ran. */
        REVISIONS {
            @Override
            public String asString() {
                return "reflux.revisions";
            }
        }
    }

    /** Tags of a step that have few values. */
    public enum StepTag implements KeyName {

        /** {@code upgrade}, {@code downgrade} or {@code stamp}. */
        DIRECTION {
            @Override
            public String asString() {
                return "direction";
            }
        },

        /** {@code running}, {@code succeeded}, {@code failed} or {@code retried}. */
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        }
    }

    /** Tags of a step that have many values. */
    public enum StepDetail implements KeyName {

        /** Id of the revision. */
        REVISION {
            @Override
            public String asString() {
                return "reflux.revision";
            }
        },

        /** File of the revision; {@code none} for a stamp. */
        FILE {
            @Override
            public String asString() {
                return "reflux.file";
            }
        }
    }
}
