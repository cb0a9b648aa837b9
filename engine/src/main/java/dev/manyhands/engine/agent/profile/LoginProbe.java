package dev.manyhands.engine.agent.profile;

import java.util.List;

/**
 * How to see, without a model call, whether the user is logged in.
 *
 * @param variables each of which is a login by itself
 * @param arguments of the tool's program, which ends with exit code 0 when the user is logged in;
 *     empty when it cannot say
 */
public record LoginProbe(List<String> variables, List<String> arguments) {
  public LoginProbe {
    variables = List.copyOf(variables);
    arguments = List.copyOf(arguments);
  }
}
