package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.io.IOException;

/**
 * Makes an error of an event that is no whole JSON object: the libraries pass over it, and with it
 * over a part of the answer.
 */
record StrictListener(ServerSentEventListener listener) implements ServerSentEventListener {
  private static final String END = "[DONE]";

  private void check(ServerSentEvent event) {
    String data = event.data();
    if (data != null && !data.isEmpty() && !isWhole(data.strip())) {
      listener.onError(new IOException("a part of the answer is malformed"));
    }
  }

  private static boolean isWhole(String data) {
    return (data.startsWith("{") && data.endsWith("}")) || data.equals(END);
  }

  @Override
  public void onOpen(SuccessfulHttpResponse response) {
    listener.onOpen(response);
  }

  @Override
  public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
    check(event);
    listener.onEvent(event, context);
  }

  @Override
  public void onEvent(ServerSentEvent event) {
    check(event);
    listener.onEvent(event);
  }

  @Override
  public void onError(Throwable error) {
    listener.onError(error);
  }

  @Override
  public void onClose() {
    listener.onClose();
  }
}
