// The words of how notes are signed, as whoever writes reads them; what one chooses from stands in start.ts.

export const attribution = {
  named: "Contributions show your name and your group of perspectives, here and in the report.",
  perspective_only: "Here and in the report others see only your group, such as “Patient advocacy”, never your name.",
  anonymous: "Contributions carry nothing. Not even the server keeps who wrote what.",
  votes: "Votes are secret from everybody in the room. Whoever runs the server could read them.",
};
