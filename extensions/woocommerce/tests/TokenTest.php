<?php
/**
 * Who looks at a page: told to its scripts, never written into its HTML.
 *
 * @package Lasting
 */

final class TokenTest extends Lasting_Test_Case {
	private function ask() {
		return $this->ended( array( new Lasting_Token(), 'answer' ) );
	}

	private static function claims( $token ) {
		return json_decode( base64_decode( strtr( explode( '.', $token )[1], '-_', '+/' ) ), true );
	}

	public function test_a_signed_in_shopper_gets_a_token_of_their_own_number_and_nobody_elses() {
		self::connect();
		Lasting_Fake_Shop::$user = 17;
		$_GET                    = array( 'user' => '1', 'sub' => 'customer:1' );
		$said                    = $this->ask()->said;
		$claims                  = self::claims( $said['token'] );
		$this->assertSame( array( 'customer:17', 'lasting:woo-0f9a3c:shopper', true ), array( $claims['sub'], $claims['aud'], $said['signedIn'] ) );
	}

	public function test_a_visitor_gets_one_that_names_nobody() {
		self::connect();
		$said = $this->ask()->said;
		$this->assertSame( array( 'visitor', false ), array( self::claims( $said['token'] )['sub'], $said['signedIn'] ) );
		$this->assertEqualsWithDelta( time() + 300, $said['expiresAt'], 5 );
	}

	public function test_no_secret_is_in_the_answer() {
		$connection = self::connect();
		$answer     = json_encode( $this->ask()->said );
		foreach ( array( 'secret', 'webhook_secret' ) as $name ) {
			$this->assertStringNotContainsString( $connection[ $name ], $answer );
		}
	}

	public function test_a_shop_that_is_not_connected_signs_nothing() {
		$this->assertSame( array( 404, array( 'error' => 'not-connected' ) ), array( $this->ask()->status, $this->ask()->said ) );
	}
}
