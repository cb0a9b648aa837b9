/** The policy of Manyhands: plans, runs and reports, without any I/O. */
module dev.manyhands.core {
  requires static transitive org.jspecify;

  exports dev.manyhands.core;
  exports dev.manyhands.core.plan;
  exports dev.manyhands.core.report;
  exports dev.manyhands.core.run;
}
