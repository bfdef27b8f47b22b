#pragma once

#include "pipeline/model_in_use.h"
#include "request/generation_request.h"
#include "request/provenance.h"

#include <optional>

namespace latentbrush::pipeline {

/// How the calling thread would make a picture with this model now.
Provenance provenanceOf(ModelInUse& inUse, const std::string& name);

/// LibTorch's word for a precision; none for Auto.
std::optional<at::ScalarType> dtypeOf(Precision precision);

} // namespace latentbrush::pipeline
