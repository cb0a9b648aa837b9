package dev.manyhands.testkit.model;

import java.io.IOException;

/** What the server does with a request. */
interface Answers extends AutoCloseable {

  /**
   * Answers, or fails as it should.
   *
   * @param raw the request's body as it came
   * @throws IOException to end the connection
   */
  void answer(Incoming incoming, byte[] raw, Wire wire) throws IOException, InterruptedException;

  /** Called once no request is left. */
  @Override
  default void close() throws IOException {}
}
