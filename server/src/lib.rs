//! Part of Charrette.
