/**
 * The engine of Manyhands, and its library for Java programs: the package {@code dev.manyhands}.
 * Everything else is internal, and may change with every version.
 */
module dev.manyhands.engine {
  requires transitive dev.manyhands.core;
  requires static transitive org.jspecify;
  requires transitive tools.jackson.databind;
  requires com.networknt.schema;
  requires java.net.http;
  requires java.sql;
  requires java.xml;
  requires langchain4j.anthropic;
  requires langchain4j.core;
  requires langchain4j.google.ai.gemini;
  requires langchain4j.http.client;
  requires langchain4j.open.ai;
  requires org.slf4j;
  requires org.snakeyaml.engine;
  requires org.xerial.sqlitejdbc;
  requires tools.jackson.dataformat.toml;

  exports dev.manyhands;
}
